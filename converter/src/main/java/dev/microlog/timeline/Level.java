package dev.microlog.timeline;

/** The level of a log entry; a print to stdout is {@code INFO}, one to stderr is {@code WARN}. */
public enum Level {
  TRACE("trace"),
  DEBUG("debug"),
  INFO("info"),
  WARN("warn"),
  ERROR("error");

  private final String id;

  Level(String id) {
    this.id = id;
  }

  /** The name in exports, in our events and in the command line's contract. */
  public String id() {
    return id;
  }

  /** The level of that name; INFO for a name that is none. */
  public static Level of(String id) {
    for (Level level : values()) {
      if (level.id.equals(id)) {
        return level;
      }
    }
    return INFO;
  }
}
