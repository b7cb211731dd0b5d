package dev.microlog.convert.export;

/** What a timeline can be written as. */
public enum ExportFormat {
  /** One JSON object a line, for scripts. */
  JSONL("jsonl", "jsonl", "application/x-ndjson"),
  /** One stack a line with its weight, as flame graph scripts read it. */
  COLLAPSED("collapsed", "collapsed", "text/plain; charset=utf-8"),
  /** The protocol buffer of {@code pprof}, gzipped. */
  PPROF("pprof", "pb.gz", "application/octet-stream"),
  /** A profile for each thread, for speedscope.app. */
  SPEEDSCOPE("speedscope", "speedscope.json", "application/json"),
  /** For profiler.firefox.com. */
  FIREFOX("firefox", "firefox.json", "application/json");

  private final String id;
  private final String suffix;
  private final String mediaType;

  ExportFormat(String id, String suffix, String mediaType) {
    this.id = id;
    this.suffix = suffix;
    this.mediaType = mediaType;
  }

  /** The name on the command line and in URLs. */
  public String id() {
    return id;
  }

  /** What a file name ends with, without a leading dot. */
  public String suffix() {
    return suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ExportFormat of(String id) {
    for (ExportFormat format : values()) {
      if (format.id.equals(id)) {
        return format;
      }
    }
    throw new IllegalArgumentException("no format " + id);
  }
}
