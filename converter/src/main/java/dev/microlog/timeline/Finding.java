package dev.microlog.timeline;

/**
 * Something worth a look, with its evidence.
 *
 * @param title one line of plain text
 * @param detail more lines of plain text, or empty
 * @param thread the thread it is about, or -1
 * @param startMicros where on the axis it is, or -1 if it has no time
 * @param durationMicros how long it lasted; 0 for an instant
 * @param method the method it is about, a row of the {@link MethodTable}, or -1
 */
public record Finding(
    Kind kind,
    Severity severity,
    String title,
    String detail,
    int thread,
    double startMicros,
    double durationMicros,
    int method) {

  /** What was found. */
  public enum Kind {
    FD_LEAK("fd_leak"),
    MEMORY_LEAK("memory_leak"),
    ANOMALY("anomaly"),
    LOW_CPU("low_cpu"),
    LOCK("lock"),
    /** A result of a JMC rule. */
    RULE("rule"),
    DATA_LOSS("data_loss");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in exports and in the command line's contract. */
    public String id() {
      return id;
    }
  }

  /** How much it matters. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
