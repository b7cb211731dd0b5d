package dev.microlog.server.store;

/** What a person may put into a store. */
public enum UploadKind {
  /** A JFR recording. */
  JFR(".jfr"),
  /** A timeline. */
  MICROLOG(".microlog");

  private final String suffix;

  UploadKind(String suffix) {
    this.suffix = suffix;
  }

  /** The end of the file's name, with the dot. */
  public String suffix() {
    return suffix;
  }
}
