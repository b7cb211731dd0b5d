package dev.microlog.web.state;

/** What the range panel counts. */
public enum Mode {
  WALL,
  CPU,
  ALLOCATION,
  LOCK,
  IO
}
