package dev.microlog.web.state;

/** The order of tracks. */
public enum Sort {
  CPU,
  NAME,
  FIRST_SEEN,
  IN_VIEW
}
