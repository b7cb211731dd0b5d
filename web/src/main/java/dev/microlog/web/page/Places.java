package dev.microlog.web.page;

/** What can be shown on the timeline, from wherever one sees a mention of it. */
public interface Places {
  /** Selects a call and brings its place into view, unfolding what it is in. */
  void showCall(int thread, int row);

  /**
   * Goes to the call of a method on a thread at an instant.
   *
   * @param method row of the method table, -1 for whatever is called there
   * @return false if there is none, and nothing was shown
   */
  boolean showMethod(int thread, int method, double micros);

  /** Goes to the span that is a wait; to its stretch of time if there is no such span. */
  void showWait(int wait);

  /** Shows an entry of the log. */
  void showMarker(int row);

  /** Brings a thread's track into view, and gives it the keyboard. */
  void showTrack(int thread);

  /** The thread whose track has the keyboard, -1 for none. */
  int currentTrack();
}
