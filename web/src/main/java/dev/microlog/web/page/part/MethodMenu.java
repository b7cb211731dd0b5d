package dev.microlog.web.page.part;

import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Menu;

/** What can be done with a method, wherever one meets it. */
public final class MethodMenu {
  private MethodMenu() {}

  /** Opens the menu at a point of the window. */
  public static void open(PageContext page, Scene scene, int method, double x, double y) {
    String name = scene.timeline().methods().qualifiedName(method);
    Navigation navigation = page.navigation();
    Frames frames = navigation.state().frames();
    Range selection = navigation.state().selection();
    Range range = selection == null ? navigation.window() : selection;
    Menu menu = new Menu(x, y);
    menu.item(Words.ONLY_THIS_METHOD, () -> page.searching().onlyMethod(name));
    menu.item(
        Words.panel(PanelTab.BUTTERFLY),
        () ->
            navigation.go(
                navigation
                    .state()
                    .withTab(Tab.TIMELINE)
                    .withMethod(name)
                    .withSelection(range)
                    .withPanel(PanelTab.BUTTERFLY)));
    menu.line();
    menu.item(Words.FOCUS_METHOD, () -> navigation.goFrames(frames.withFocus(name)));
    menu.item(Words.MERGE_METHOD, () -> navigation.goFrames(frames.withMerged(name, true)));
    menu.item(Words.DROP_METHOD, () -> navigation.goFrames(frames.withDropped(name, true)));
    menu.check(
        Words.COLLAPSE_RECURSION,
        frames.recursionCollapsed(),
        () -> navigation.goFrames(frames.withRecursionCollapsed(!frames.recursionCollapsed())));
    menu.line();
    menu.item(
        Words.EXPLAIN,
        () ->
            page.explaining()
                .explain(
                    Words.explainMethod(scene.timeline().methods().shortName(method)),
                    range.startMicros(),
                    range.endMicros(),
                    -1,
                    method));
    menu.item(Words.COPY, () -> page.clipboard().copy(name));
    menu.item(Words.SOURCE, () -> page.sources().open(scene.timeline().methods(), method, 1));
  }
}
