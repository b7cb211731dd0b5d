package dev.microlog.bridge.recorder;

/** The version of Microlog these classes belong to. */
final class Version {
  static final String TEXT = "0.1.0";

  private Version() {}
}
