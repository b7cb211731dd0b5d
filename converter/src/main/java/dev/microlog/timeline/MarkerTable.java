package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Points worth showing on the axis: prints and log entries.
 *
 * <pre>
 *   row  thread     time  level  source  logger         message                 stack
 *    0      0     102000  INFO   stdout                 Listening on port 8080      7
 *    1      4     815300  ERROR  jul     com.acme.Shop  payment failed             19
 * </pre>
 *
 * <p>Ordered by time.
 */
public final class MarkerTable {
  private static final Level[] LEVELS = Level.values();

  private final StringTable strings;
  private final double[] time;
  private final int[] thread;
  private final int[] level;
  private final int[] source;
  private final int[] logger;
  private final int[] message;
  private final int[] throwable;
  private final int[] context;
  private final int[] stack;

  private MarkerTable(Builder builder, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order = RowOrder.byTime(builder.time);
    time = builder.time.frozen(order);
    thread = builder.thread.frozen(order);
    level = builder.level.frozen(order);
    source = builder.source.frozen(order);
    logger = builder.logger.frozen(order);
    message = builder.message.frozen(order);
    throwable = builder.throwable.frozen(order);
    context = builder.context.frozen(order);
    stack = builder.stack.frozen(order);
  }

  public int size() {
    return time.length;
  }

  public double timeMicros(int row) {
    return time[row];
  }

  /** The first row that is not before an instant, {@link #size()} if there is none. */
  public int firstFrom(double micros) {
    int low = 0;
    int high = time.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** -1 where the recording does not say. */
  public int thread(int row) {
    return thread[row];
  }

  public Level level(int row) {
    return LEVELS[level[row]];
  }

  /**
   * Where it came from: {@code stdout}, {@code stderr}, {@code jul}, {@code logback}, {@code
   * log4j2}, {@code api}, …
   */
  public String source(int row) {
    return strings.text(source[row]);
  }

  public int sourceString(int row) {
    return source[row];
  }

  /** Empty for prints. */
  public String logger(int row) {
    return strings.text(logger[row]);
  }

  public int loggerString(int row) {
    return logger[row];
  }

  /** As it was logged; Markdown where the source is {@code api}. */
  public String message(int row) {
    return strings.text(message[row]);
  }

  public int messageString(int row) {
    return message[row];
  }

  /** The printed stack trace with its causes; empty where there was none. */
  public String throwable(int row) {
    return strings.text(throwable[row]);
  }

  public int throwableString(int row) {
    return throwable[row];
  }

  /** Diagnostic context, one {@code key=value} a line; empty where there was none. */
  public String context(int row) {
    return strings.text(context[row]);
  }

  public int contextString(int row) {
    return context[row];
  }

  /** A node of the {@link StackTable}; -1 if the recording has no stack for it. */
  public int stack(int row) {
    return stack[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final DoubleColumn time = new DoubleColumn();
    private final IntColumn thread = new IntColumn();
    private final IntColumn level = new IntColumn();
    private final IntColumn source = new IntColumn();
    private final IntColumn logger = new IntColumn();
    private final IntColumn message = new IntColumn();
    private final IntColumn throwable = new IntColumn();
    private final IntColumn context = new IntColumn();
    private final IntColumn stack = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(
        double time,
        int thread,
        Level level,
        int source,
        int logger,
        int message,
        int throwable,
        int context,
        int stack) {
      this.time.add(time);
      this.thread.add(thread);
      this.level.add(level.ordinal());
      this.source.add(source);
      this.logger.add(logger);
      this.message.add(message);
      this.throwable.add(throwable);
      this.context.add(context);
      this.stack.add(stack);
    }

    /**
     * Adds rows, column by column: for readers, which do not change these any more.
     *
     * @param level ordinals of {@link Level}
     */
    public void addAll(
        double[] time,
        int[] thread,
        int[] level,
        int[] source,
        int[] logger,
        int[] message,
        int[] throwable,
        int[] context,
        int[] stack) {
      this.time.addAll(time);
      this.thread.addAll(thread);
      this.level.addAll(level);
      this.source.addAll(source);
      this.logger.addAll(logger);
      this.message.addAll(message);
      this.throwable.addAll(throwable);
      this.context.addAll(context);
      this.stack.addAll(stack);
    }

    public int size() {
      return time.size();
    }

    void clear() {
      time.clear();
      thread.clear();
      level.clear();
      source.clear();
      logger.clear();
      message.clear();
      throwable.clear();
      context.clear();
      stack.clear();
    }

    MarkerTable build(int threads, int stacks, StringTable table) {
      Rows.check(thread, threads, "thread");
      strings.check(source, "source");
      strings.check(logger, "logger");
      strings.check(message, "message");
      strings.check(throwable, "throwable");
      strings.check(context, "context");
      Rows.check(stack, stacks, "stack node");
      return new MarkerTable(this, table);
    }
  }
}
