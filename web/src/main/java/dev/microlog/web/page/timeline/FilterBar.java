package dev.microlog.web.page.timeline;

import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import java.util.List;

/** What is left out of the timeline, each with a button that brings it back. */
final class FilterBar {
  private static final int MOST_LETTERS = 60;

  private final Navigation navigation;
  private final Element element = Element.of("div", "chips").label(Words.FILTERS).hidden(true);
  private ViewState shown = ViewState.EMPTY;

  FilterBar(Navigation navigation) {
    this.navigation = navigation;
  }

  Element element() {
    return element;
  }

  void show(ViewState state) {
    boolean same =
        state.frames().equals(shown.frames())
            && state.packages().equals(shown.packages())
            && state.tracks().equals(shown.tracks());
    if (same) {
      return;
    }
    shown = state;
    element.clear();
    Frames frames = state.frames();
    if (frames.recursionCollapsed()) {
      chip(
          Words.RECURSION_COLLAPSED,
          () -> navigation.goFrames(navigation.state().frames().withRecursionCollapsed(false)));
    }
    if (!frames.focus().isEmpty()) {
      chip(
          Words.focused(shortName(frames.focus())),
          () -> navigation.goFrames(navigation.state().frames().withFocus("")));
    }
    for (String method : frames.merged()) {
      chip(
          Words.merged(shortName(method)),
          () -> navigation.goFrames(navigation.state().frames().withMerged(method, false)));
    }
    for (String method : frames.dropped()) {
      chip(
          Words.dropped(shortName(method)),
          () -> navigation.goFrames(navigation.state().frames().withDropped(method, false)));
    }
    if (!state.packages().isEmpty()) {
      chip(
          Words.yourPackages(cut(String.join(", ", state.packages()))),
          () -> navigation.goPackages(List.of()));
    }
    if (!state.threadFilter().isEmpty()) {
      chip(
          Words.threadsNamed(cut(state.threadFilter())),
          () -> navigation.go(navigation.state().withThreadFilter("")));
    }
    if (!state.hidden().isEmpty()) {
      chip(
          Words.hiddenTracks(state.hidden().size()),
          () -> navigation.go(navigation.state().withAllShown()));
    }
    element.hidden(element.text().isEmpty());
  }

  private void chip(String text, Runnable remove) {
    Element chip = Element.of("span", "chip").add(Element.of("span").text(text));
    chip.add(Element.button("link plain", Words.CLOSE_SIGN, remove).label(Words.bringBack(text)));
    element.add(chip);
  }

  private static String shortName(String qualified) {
    int method = qualified.lastIndexOf('.');
    int type = method < 0 ? -1 : qualified.lastIndexOf('.', method - 1);
    return cut(qualified.substring(type + 1));
  }

  private static String cut(String text) {
    return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text;
  }
}
