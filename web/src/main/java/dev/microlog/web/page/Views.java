package dev.microlog.web.page;

import dev.microlog.web.dom.Input;
import dev.microlog.web.state.ViewState;
import java.util.ArrayList;
import java.util.List;

/** All that follows the view state, in the order in which it is told. */
public final class Views {
  private final List<View> views = new ArrayList<>();

  public void add(View view) {
    views.add(view);
  }

  void show(ViewState state, ViewState before) {
    for (View view : views) {
      view.show(state, before);
    }
  }

  /** Another timeline is there, or none, or another theme. */
  void sceneChanged() {
    for (View view : views) {
      view.sceneChanged();
    }
  }

  /** Offers a key to one after the other: whether it meant something to one of them. */
  public boolean key(Input key) {
    for (View view : views) {
      if (view.key(key)) {
        return true;
      }
    }
    return false;
  }
}
