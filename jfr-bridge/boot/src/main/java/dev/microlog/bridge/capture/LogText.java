package dev.microlog.bridge.capture;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/** Text of bounded length and without secrets, for events. */
final class LogText {
  /** Characters of a message that are kept. */
  static final int MAX_MESSAGE = 16_384;

  /** Characters of a printed throwable that are kept. */
  static final int MAX_THROWABLE = 32_768;

  /** Characters of a diagnostic context that are kept, and of one value in it. */
  static final int MAX_CONTEXT = 2_048;

  static final int MAX_CONTEXT_VALUE = 256;

  private LogText() {}

  /** Characters of a message that are not kept. */
  static int omitted(String message) {
    if (message.length() <= MAX_MESSAGE) {
      return 0;
    }
    // Never cuts between the two chars of one character.
    boolean splits = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1));
    return message.length() - MAX_MESSAGE + (splits ? 1 : 0);
  }

  /** The beginning of a message; cut first, as a program may log many megabytes. */
  static String print(String message) {
    int omitted = omitted(message);
    return SecretMask.apply(message.substring(0, message.length() - omitted), omitted > 0);
  }

  /**
   * The stack trace as the throwable prints it, causes included; as far as it comes where its own
   * code fails.
   */
  static String print(Throwable throwable) {
    BoundedWriter text = new BoundedWriter(MAX_THROWABLE);
    try (PrintWriter writer = new PrintWriter(text)) {
      printStackTrace(throwable, writer);
    }
    return SecretMask.apply(text.toString(), text.isFull());
  }

  private static void printStackTrace(Throwable throwable, PrintWriter writer) {
    try {
      throwable.printStackTrace(writer);
    } catch (RuntimeException e) {
      writer.println(
          throwable.getClass().getName() + ", whose text cannot be had: " + e.getClass());
    }
  }

  /** Lines of {@code key=value}. */
  static String print(Map<?, ?> context) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<?, ?> entry : context.entrySet()) {
      String value = String.valueOf(entry.getValue());
      int kept = Math.min(value.length(), MAX_CONTEXT_VALUE);
      String line =
          SecretMask.apply(entry.getKey() + "=" + value.substring(0, kept), kept < value.length());
      if (text.length() + line.length() >= MAX_CONTEXT) {
        break;
      }
      text.append(text.length() == 0 ? "" : "\n").append(line.replace('\n', ' '));
    }
    return text.toString();
  }

  /** Keeps the first characters and forgets the rest. */
  private static final class BoundedWriter extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    BoundedWriter(int limit) {
      this.limit = limit;
    }

    boolean isFull() {
      return text.length() >= limit;
    }

    @Override
    public void write(char[] chars, int offset, int count) {
      text.append(chars, offset, Math.max(0, Math.min(count, limit - text.length())));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
