package dev.microlog.web.text;

/** What the Log tab says, in English. */
public final class LogWords {
  public static final String SAVE = "Save ▾";
  public static final String SAVE_HINT = "Copy or download the shown entries";
  public static final String COPY_TEXT = "Copy as text";
  public static final String COPY_JSON = "Copy as JSON Lines";
  public static final String SAVE_TEXT = "Download as text";
  public static final String SAVE_JSON = "Download as JSON Lines";
  public static final String FOLLOW = "Follow";
  public static final String FOLLOW_HINT = "Stay at the end while the recording grows";
  public static final String THROWABLE = "Throwable";
  public static final String CONTEXT = "Context";
  public static final String MARKDOWN = "Markdown";
  public static final String PLAIN = "As it is";
  public static final String NEXT_LINES = " ⏎";
  public static final String REGION = "region";
  public static final String STATISTICS = "statistics";
  public static final String OPEN_SOURCE = "Open the source";

  public static final String GC_PAUSES = "GC pauses";
  public static final String MEMORY = "Memory";
  public static final String CPU = "CPU";
  public static final String THREADS = "Threads";
  public static final String CLASSES = "Classes and exceptions";
  public static final String IO = "I/O";
  public static final String WAITS = "Waits";
  public static final String OTHERS = "Other lanes";
  public static final String DESCRIPTORS = "Leaked descriptors";
  public static final String OBJECTS = "Leaked memory: what grew old, the largest first";
  public static final String COUNT = "Count";
  public static final String TOTAL = "Total";
  public static final String SHARE = "Share of the time";
  public static final String AVERAGE = "Average";
  public static final String LONGEST = "Longest";
  public static final String HEAP = "Heap used";
  public static final String HEAP_COMMITTED = "Heap committed";
  public static final String HEAP_LIMIT = "Heap limit";
  public static final String RSS = "Resident set";
  public static final String METASPACE = "Metaspace";
  public static final String DIRECT = "Direct buffers";
  public static final String NATIVE = "Native memory";
  public static final String ALLOCATION = "Allocation";
  public static final String JVM_USER = "This JVM, user";
  public static final String JVM_SYSTEM = "This JVM, system";
  public static final String MACHINE = "The machine";
  public static final String CONTEXT_SWITCHES = "Context switches";
  public static final String PROCESSORS = "Processors";
  public static final String SEEN = "Seen";
  public static final String VIRTUAL = "Virtual among them";
  public static final String LIVE = "Live at once";
  public static final String DAEMON = "Daemons among them";
  public static final String SAMPLES = "Samples";
  public static final String LOADED = "Classes loaded";
  public static final String THROWN = "Exceptions thrown";
  public static final String RECORDED = "Exceptions recorded";
  public static final String SOCKET_READ = "Sockets, read";
  public static final String SOCKET_WRITE = "Sockets, written";
  public static final String FILE_READ = "Files, read";
  public static final String FILE_WRITE = "Files, written";
  public static final String OPEN = "Descriptors open";

  private static final int LOGGER_CHARACTERS = 22;

  private LogWords() {}

  /** A logger's name in little room: {@code c.a.shop.Cart} for {@code com.acme.shop.Cart}. */
  public static String logger(String name) {
    String rest = name;
    StringBuilder begin = new StringBuilder();
    int dot = rest.indexOf('.');
    while (dot > 0 && begin.length() + rest.length() > LOGGER_CHARACTERS) {
      begin.append(rest.charAt(0)).append('.');
      rest = rest.substring(dot + 1);
      dot = rest.indexOf('.');
    }
    return begin + rest;
  }

  public static String averageAndMost(String average, String most) {
    return average + " on average, " + most + " at most";
  }

  public static String total(String bytes, String most) {
    return bytes + ", at most " + most;
  }

  public static String atLast(String last, String most) {
    return last + " at the end, " + most + " at most";
  }

  public static String times(int count, double micros) {
    return Format.count(count) + " × · " + Format.duration(micros);
  }

  public static String opened(String type, double micros, String thread, String method) {
    return type
        + (micros < 0 ? "" : ", opened at " + Format.time(micros, 1000))
        + (thread.isEmpty() ? "" : " by " + thread)
        + (method.isEmpty() ? "" : " in " + method);
  }

  public static String kept(double count, double bytes, double age, String method) {
    return Format.count(Math.max(1, count))
        + (count > 1 ? " sampled" : " sample")
        + (bytes > 0 ? ", " + Format.bytes(bytes) : "")
        + (age > 0 ? ", up to " + Format.duration(age) + " old" : "")
        + (method.isEmpty() ? "" : ", from " + method);
  }

  public static String frames(int count) {
    return count == 1 ? "1 frame" : Format.count(count) + " frames";
  }
}
