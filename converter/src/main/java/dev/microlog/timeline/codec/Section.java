package dev.microlog.timeline.codec;

/** The tags of a segment's sections. Their numbers are part of the format. */
final class Section {
  static final int RECORDING = 1;
  static final int STRINGS = 2;
  static final int METHODS = 3;
  static final int FRAMES = 4;
  static final int STACKS = 5;
  static final int THREADS = 6;
  static final int SAMPLES = 7;
  static final int WAITS = 8;
  static final int PAUSES = 9;
  static final int ALLOCATIONS = 10;
  static final int EXCEPTIONS = 11;
  static final int REGIONS = 12;
  static final int MARKERS = 13;
  static final int LANES = 14;
  static final int LEAKS = 15;
  static final int FINDINGS = 16;
  static final int THREAD_LOADS = 17;
  static final int END = 127;

  private Section() {}
}
