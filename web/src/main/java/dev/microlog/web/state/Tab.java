package dev.microlog.web.state;

/** The five views of a recording. */
public enum Tab {
  TIMELINE,
  DESIGN,
  LOG,
  EXPLANATION,
  TIPS
}
