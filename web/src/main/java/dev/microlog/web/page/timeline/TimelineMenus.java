package dev.microlog.web.page.timeline;

import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.Legend;
import dev.microlog.web.page.part.MethodMenu;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Sort;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.LaneGroup;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.widget.Menu;

/** The menus of the timeline, its tracks and its calls. */
final class TimelineMenus {
  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;

  TimelineMenus(PageContext page, TimelineCanvas canvas) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
  }

  /** Opens the menu of the timeline where its button is. */
  void open() {
    ofTimeline(canvas.element().left() + 70, canvas.element().top() + 22);
  }

  /** Opens the menu of the track that has the keyboard, else that of the timeline. */
  void openAtKeyboard() {
    Track track = canvas.trackWithKeyboard();
    if (track == null) {
      open();
      return;
    }
    double start = navigation.window().startMicros();
    double[] place = canvas.screenPlace(track.thread(), 0, start, 0);
    ofTrack(track, canvas.element().left() + 40, place[1] - 40);
  }

  /** Lanes, the order of the tracks, which threads are shown, and how frames are. */
  private void ofTimeline(double x, double y) {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return;
    }
    Menu menu = new Menu(x, y, Words.TRACKS_AND_LANES);
    for (LaneGroup lane : scene.lanes()) {
      menu.check(
          Words.lane(lane.title()),
          scene.isShown(lane, navigation.state().toggled()),
          () -> navigation.go(navigation.state().withToggled(lane.key())));
    }
    menu.line();
    addOrders(menu);
    menu.line();
    menu.field(
        Words.FILTER_THREADS,
        navigation.state().threadFilter(),
        text -> navigation.adjust(navigation.state().withThreadFilter(text)));
    menu.item(Words.SHOW_ALL_TRACKS, () -> navigation.go(navigation.state().withAllShown()));
    menu.line();
    Frames frames = navigation.state().frames();
    menu.check(
        Words.COLLAPSE_RECURSION,
        frames.recursionCollapsed(),
        () -> navigation.goFrames(frames.withRecursionCollapsed(!frames.recursionCollapsed())));
    menu.item(Words.COLOURS_AND_PACKAGES, () -> Legend.open(page));
  }

  void ofTrack(Track track, double x, double y) {
    Menu menu = new Menu(x, y);
    menu.item(
        track.isOpen() ? Words.FOLD : Words.UNFOLD,
        () -> navigation.go(navigation.state().withToggled(track.key())));
    if (track.isThread()) {
      menu.item(
          track.isPinned() ? Words.UNPIN : Words.PIN,
          () -> navigation.go(navigation.state().withPinned(track.key(), !track.isPinned())));
    }
    menu.item(
        Words.HIDE_TRACK, () -> navigation.go(navigation.state().withHidden(track.key(), true)));
    if (!navigation.state().hidden().isEmpty()) {
      menu.item(Words.SHOW_ALL_TRACKS, () -> navigation.go(navigation.state().withAllShown()));
    }
    menu.line();
    addOrders(menu);
  }

  private void addOrders(Menu menu) {
    for (Sort sort : Sort.values()) {
      menu.check(
          Words.sort(sort),
          sort == navigation.state().sort(),
          () -> navigation.go(navigation.state().withSort(sort)));
    }
  }

  /** What can be done with the method of a call. */
  void ofCall(int thread, int row, double x, double y) {
    Scene scene = page.recording().scene();
    if (scene != null) {
      int method = scene.spans(navigation.state().frames()).spans(thread).method(row);
      if (method >= 0) {
        MethodMenu.open(page, scene, method, x, y);
      }
    }
  }
}
