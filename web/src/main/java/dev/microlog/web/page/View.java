package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.state.ViewState;

/** A part of the page that shows the view state. */
interface View {
  Element element();

  /**
   * Shows a state.
   *
   * @param before what was shown, {@link ViewState#EMPTY} at first
   */
  void show(ViewState state, ViewState before);

  /** Another timeline is there, or none, or another theme. */
  default void sceneChanged() {}
}
