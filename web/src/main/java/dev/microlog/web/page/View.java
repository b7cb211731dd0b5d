package dev.microlog.web.page;

import dev.microlog.web.dom.Input;
import dev.microlog.web.state.ViewState;

/** A part of the page that follows the view state. */
public interface View {
  /**
   * Shows a state.
   *
   * @param before what was shown, {@link ViewState#EMPTY} at first
   */
  void show(ViewState state, ViewState before);

  /** Another timeline is there, or none, or another theme. */
  default void sceneChanged() {}

  /** A key was pressed, wherever the focus is: whether it meant something here. */
  default boolean key(Input key) {
    return false;
  }
}
