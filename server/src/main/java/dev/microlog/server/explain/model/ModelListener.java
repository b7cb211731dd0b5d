package dev.microlog.server.explain.model;

/** Hears an answer while it comes. */
public interface ModelListener {
  /** The next piece of the answer. */
  void piece(String text);

  /**
   * The request is made again after a pause, because it failed in a way that allows it.
   *
   * @param why what happened, a sentence for the person who waits
   */
  default void retry(String why) {}
}
