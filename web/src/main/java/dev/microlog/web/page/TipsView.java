package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import org.jspecify.annotations.Nullable;

/** The tips tab: advice from what was seen, each with its evidence on the timeline. */
final class TipsView implements View {
  private final App app;
  private final TimelineView timeline;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.TIPS));
  private final Element content = Element.of("div", "scroll");
  private @Nullable Scene filled;

  TipsView(App app, TimelineView timeline) {
    this.app = app;
    this.timeline = timeline;
    element.add(content);
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    Scene scene = app.scene();
    element.hidden(state.tab() != Tab.TIPS || scene == null);
    if (scene == null || element.isHidden() || scene.equals(filled)) {
      return;
    }
    filled = scene;
    content.clear();
    content.add(Element.of("div", "prose").add(Element.of("h2").text(Words.ADVICE)));
    if (scene.findings().isEmpty()) {
      content.add(Element.of("p", "prose dim", Words.NO_TIPS));
    } else {
      content.add(new FindingList(app, timeline).of(scene.findings()));
    }
  }

  @Override
  public void sceneChanged() {
    show(app.state(), app.state());
  }
}
