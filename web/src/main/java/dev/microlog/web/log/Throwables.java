package dev.microlog.web.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A printed stack trace, taken apart: the throwable and its causes, each with its frames.
 *
 * <pre>
 *   java.lang.IllegalStateException: no stock      head
 *       at com.acme.Shop.sell(Shop.java:12)        frame
 *       ... 3 more                                 rest
 *   Caused by: java.io.IOException: gone           head of the next
 *       at com.acme.Stock.read(Stock.java:40)
 * </pre>
 */
public final class Throwables {
  private static final int MOST_LINES = 5000;

  private Throwables() {}

  /** A throwable, a cause, or what was suppressed. */
  public record Part(String head, List<Frame> frames) {
    public Part {
      frames = List.copyOf(frames);
    }
  }

  /**
   * A line below the head.
   *
   * @param text as it was printed
   * @param className empty if the line is no frame
   * @param line in the source; -1 if unknown
   */
  public record Frame(String text, String className, int line) {
    public boolean hasSource() {
      return !className.isEmpty();
    }
  }

  public static List<Part> parse(String text) {
    List<Part> parts = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    StringBuilder head = new StringBuilder();
    int count = 0;
    for (int start = 0; start < text.length() && count < MOST_LINES; count++) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end).strip();
      start = end + 1;
      boolean isFrame = line.startsWith("at ") || line.startsWith("... ");
      if (isFrame) {
        frames.add(frame(line));
      } else if (!frames.isEmpty() || isNext(line)) {
        if (head.length() > 0 || !frames.isEmpty()) {
          parts.add(new Part(head.toString(), frames));
        }
        frames = new ArrayList<>();
        head = new StringBuilder(line);
      } else {
        // a message of several lines
        head.append(head.length() == 0 || line.isEmpty() ? "" : "\n").append(line);
      }
    }
    if (head.length() > 0 || !frames.isEmpty()) {
      parts.add(new Part(head.toString(), frames));
    }
    return parts;
  }

  private static boolean isNext(String line) {
    return line.startsWith("Caused by: ")
        || line.startsWith("Suppressed: ")
        || line.startsWith("[CIRCULAR REFERENCE");
  }

  /** {@code at module/com.acme.Shop.sell(Shop.java:12)}. */
  private static Frame frame(String line) {
    int open = line.lastIndexOf('(');
    if (!line.startsWith("at ") || open < 0) {
      return new Frame(line, "", -1);
    }
    String method = line.substring(3, open);
    int slash = method.lastIndexOf('/');
    // a slash is behind a module or a class loader, unless the class is a hidden one
    method = slash >= 0 && method.indexOf('.', slash) > 0 ? method.substring(slash + 1) : method;
    int dot = method.lastIndexOf('.');
    int colon = line.lastIndexOf(':');
    int number = -1;
    if (colon > open) {
      number = 0;
      for (int i = colon + 1; i < line.length() && line.charAt(i) != ')'; i++) {
        char c = line.charAt(i);
        number =
            number < 0 || c < '0' || c > '9' || number > 9_999_999 ? -1 : number * 10 + c - '0';
      }
    }
    return new Frame(line, dot < 0 ? "" : method.substring(0, dot), number);
  }
}
