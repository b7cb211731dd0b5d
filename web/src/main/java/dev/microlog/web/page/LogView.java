package dev.microlog.web.page;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;

/** The log tab: all entries in order of time. */
final class LogView implements View {
  private final App app;
  private final Element element = Element.of("section", "view").label(Words.LOG_LANE);
  private final Element list = Element.of("div", "log-body");

  LogView(App app) {
    this.app = app;
    element.add(list);
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    element.hidden(state.tab() != Tab.LOG || app.scene() == null);
  }

  @Override
  public void sceneChanged() {
    list.clear();
    Scene scene = app.scene();
    show(app.state(), app.state());
    if (scene == null) {
      return;
    }
    MarkerTable markers = scene.timeline().markers();
    for (int row = 0; row < Math.min(1000, markers.size()); row++) {
      list.add(Entries.line(markers, row, this::open));
    }
  }

  private void open(int row) {
    app.showMarker(row);
  }
}
