package dev.microlog.web.page;

import dev.microlog.web.state.Tab;

/** Which entry the log shall show, wherever that was wanted; the log tab takes it up. */
public final class LogPlace {
  private final Navigation navigation;
  private int wanted = -1;

  LogPlace(Navigation navigation) {
    this.navigation = navigation;
  }

  /** Shows an entry in the log. */
  public void show(int marker) {
    wanted = marker;
    navigation.go(navigation.state().withTab(Tab.LOG));
  }

  /** Row of the marker table, once; -1 if none is wanted. */
  public int take() {
    int taken = wanted;
    wanted = -1;
    return taken;
  }
}
