package dev.microlog.web.page;

import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Sort;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.LaneGroup;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.widget.Menu;

/** The menus of the timeline and of its tracks, opened at a point of the window. */
final class TimelineMenus {
  private final App app;

  TimelineMenus(App app) {
    this.app = app;
  }

  /** Lanes, the order of the tracks, which threads are shown, and how frames are. */
  void ofTimeline(double x, double y) {
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    Menu menu = new Menu(x, y);
    for (LaneGroup lane : scene.lanes()) {
      menu.check(
          Words.lane(lane.title()),
          scene.isShown(lane, app.state().toggled()),
          () -> app.go(app.state().withToggled(lane.key())));
    }
    menu.line();
    addOrders(menu);
    menu.line();
    menu.field(
        Words.FILTER_THREADS,
        app.state().threadFilter(),
        text -> app.adjust(app.state().withThreadFilter(text)));
    menu.item(Words.SHOW_ALL_TRACKS, () -> app.go(app.state().withAllShown()));
    menu.line();
    Frames frames = app.state().frames();
    menu.check(
        Words.COLLAPSE_RECURSION,
        frames.recursionCollapsed(),
        () -> app.goFrames(frames.withRecursionCollapsed(!frames.recursionCollapsed())));
    menu.item(Words.COLOURS_AND_PACKAGES, () -> Legend.open(app));
  }

  void ofTrack(Track track, double x, double y) {
    Menu menu = new Menu(x, y);
    menu.item(
        track.isOpen() ? Words.FOLD : Words.UNFOLD,
        () -> app.go(app.state().withToggled(track.key())));
    if (track.isThread()) {
      menu.item(
          track.isPinned() ? Words.UNPIN : Words.PIN,
          () -> app.go(app.state().withPinned(track.key(), !track.isPinned())));
    }
    menu.item(Words.HIDE_TRACK, () -> app.go(app.state().withHidden(track.key(), true)));
    if (!app.state().hidden().isEmpty()) {
      menu.item(Words.SHOW_ALL_TRACKS, () -> app.go(app.state().withAllShown()));
    }
    menu.line();
    addOrders(menu);
  }

  private void addOrders(Menu menu) {
    for (Sort sort : Sort.values()) {
      menu.check(
          Words.sort(sort), sort == app.state().sort(), () -> app.go(app.state().withSort(sort)));
    }
  }

  /** What can be done with the method of a call. */
  void ofCall(int thread, int row, double x, double y) {
    Scene scene = app.scene();
    if (scene != null) {
      int method = scene.spans(app.state().frames()).spans(thread).method(row);
      if (method >= 0) {
        MethodMenu.open(app, scene, method, x, y);
      }
    }
  }
}
