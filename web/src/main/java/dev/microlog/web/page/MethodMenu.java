package dev.microlog.web.page;

import dev.microlog.web.state.Frames;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Menu;

/** What can be done with a method, wherever one meets it. */
final class MethodMenu {
  private MethodMenu() {}

  /** Opens the menu at a point of the window. */
  static void open(App app, Scene scene, int method, double x, double y) {
    String name = scene.timeline().methods().qualifiedName(method);
    Frames frames = app.state().frames();
    Range selection = app.state().selection();
    Range range = selection == null ? app.window() : selection;
    Menu menu = new Menu(x, y);
    menu.item(Words.ONLY_THIS_METHOD, () -> app.onlyMethod(name));
    menu.item(
        Words.panel(PanelTab.BUTTERFLY),
        () ->
            app.go(
                app.state()
                    .withTab(Tab.TIMELINE)
                    .withMethod(name)
                    .withSelection(range)
                    .withPanel(PanelTab.BUTTERFLY)));
    menu.line();
    menu.item(Words.FOCUS_METHOD, () -> app.goFrames(frames.withFocus(name)));
    menu.item(Words.MERGE_METHOD, () -> app.goFrames(frames.withMerged(name, true)));
    menu.item(Words.DROP_METHOD, () -> app.goFrames(frames.withDropped(name, true)));
    menu.check(
        Words.COLLAPSE_RECURSION,
        frames.recursionCollapsed(),
        () -> app.goFrames(frames.withRecursionCollapsed(!frames.recursionCollapsed())));
    menu.line();
    menu.item(
        Words.EXPLAIN,
        () ->
            app.explain(
                Words.explainMethod(scene.timeline().methods().shortName(method)),
                range.startMicros(),
                range.endMicros(),
                -1,
                method));
    menu.item(Words.COPY, () -> app.copy(name));
    menu.item(Words.SOURCE, () -> app.sources().open(scene.timeline().methods(), method, 1));
  }
}
