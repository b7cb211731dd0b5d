package dev.microlog.web.state;

/** The views of the range panel. */
public enum PanelTab {
  FLAME,
  TREE,
  INVERTED,
  BUTTERFLY,
  HOT,
  ALLOCATED,
  WAITS,
  LOG,
  FINDINGS,
  COMPARE
}
