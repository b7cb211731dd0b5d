package dev.microlog.timeline;

/** What leaked. */
public enum LeakKind {
  /** A file, channel or socket that was opened and never closed. */
  DESCRIPTOR,
  /** Objects that lived through several collections ({@code jdk.OldObjectSample}). */
  OBJECT
}
