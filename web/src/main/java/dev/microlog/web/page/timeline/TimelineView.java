package dev.microlog.web.page.timeline;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.View;
import dev.microlog.web.page.range.RangePanel;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import org.jspecify.annotations.Nullable;

/** The timeline tab: the canvas, its tools, and what opens over it. */
public final class TimelineView implements View {
  private final PageContext page;
  private final Navigation navigation;
  private final Element element = Element.of("section", "view").label(Words.TIMELINE_LABEL);
  private final Element undo;
  private final Element redo;
  private final TimelineCanvas canvas;
  private final TimelinePlaces places;
  private final TimelinePopups popups;
  private final TimelineMenus menus;
  private final TimelineKeys keys;
  private final FilterBar filters;
  private final RangePanel panel;

  /**
   * The call that the address named when the recording was opened, until it was brought to view.
   */
  private @Nullable Call linked;

  public TimelineView(PageContext page) {
    this.page = page;
    navigation = page.navigation();
    Element speech = Element.of("div", "speech").role("status");
    speech.attribute("id", "timeline-speech");
    canvas = new TimelineCanvas(page, this::scrollToLinked);
    MarkerPopup marker = new MarkerPopup(page, canvas);
    places = new TimelinePlaces(page, canvas, marker, speech);
    popups = new TimelinePopups(page, canvas, places, marker);
    menus = new TimelineMenus(page, canvas);
    keys = new TimelineKeys(page, canvas, places, popups, menus);
    new TimelineInput(page, canvas, places, popups, menus);
    filters = new FilterBar(navigation);
    panel = new RangePanel(page, places, marker::show);
    undo = tool("↶", Words.UNDO, navigation::undo);
    redo = tool("↷", Words.REDO, navigation::redo);
    canvas.element().add(tools());
    element.add(filters.element(), canvas.element(), panel.element(), speech);
    element.add(popups.call().element(), marker.element(), popups.finding().element());
    navigation.onStep(this::showSteps);
    page.searching().onTimeline(places);
  }

  private Element tools() {
    Element tools = Element.of("div", "tools").role("toolbar").label(Words.TOOLS);
    tools.add(
        undo,
        redo,
        tool("−", Words.ZOOM_OUT, () -> navigation.zoom(2)),
        tool("+", Words.ZOOM_IN, () -> navigation.zoom(0.5)),
        tool("⤢", Words.FIT_ALL, () -> navigation.go(navigation.state().withWindow(null))),
        tool("≡", Words.TRACKS_AND_LANES, menus::open));
    return tools;
  }

  private static Element tool(String sign, String hint, Runnable action) {
    return Element.button("", sign, action).label(hint).hint(hint);
  }

  public Element element() {
    return element;
  }

  /** Where other views send those who want to see something on the timeline. */
  public Places places() {
    return places;
  }

  /** Whether there are steps to go back and forward to. */
  private void showSteps() {
    undo.disabled(!navigation.canUndo());
    redo.disabled(!navigation.canRedo());
  }

  @Override
  public void show(ViewState state, ViewState before) {
    element.hidden(state.tab() != Tab.TIMELINE || page.recording().scene() == null);
    if (!state.isSameRecording(before)) {
      canvas.reset();
      linked = state.call();
    }
    filters.show(state);
    showSteps();
    if (!element.isHidden()) {
      panel.show(state);
    }
    popups.show(state, before);
    if (state.tab() != Tab.TIMELINE) {
      page.tip().hide();
    }
    canvas.request();
  }

  @Override
  public void sceneChanged() {
    canvas.light(page.theme().isLight());
    Call call = linked;
    if (call != null && page.recording().scene() != null) {
      navigation.adjust(places.opened(navigation.state(), call.thread(), call.depth()));
    }
    show(navigation.state(), navigation.state());
  }

  /** Brings the call into view that the address named when the recording was opened, once. */
  private void scrollToLinked() {
    Call call = linked;
    linked = null;
    if (call != null && call.equals(navigation.state().call())) {
      canvas.scrollTo(call.thread(), call.depth());
      popups.call().hide();
      popups.call().show(call);
    }
  }

  @Override
  public boolean key(Input key) {
    return navigation.state().tab() == Tab.TIMELINE
        && page.recording().scene() != null
        && keys.key(key);
  }
}
