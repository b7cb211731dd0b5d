package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.DescriptorLeakEvent;
import dev.microlog.bridge.event.LossEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the program opens until it closes it. What is left is a leak, even if the garbage
 * collector has released the descriptor meanwhile.
 *
 * <p>Called where {@code FileInputStream}, {@code FileChannelImpl}, {@code NioSocketImpl} and their
 * like have opened and begin to close. A stack is taken as a throwable, the cheapest form, and read
 * only if it comes to a report.
 */
public final class DescriptorSink {
  private static final String WHAT = "capture of open descriptors";

  /** Objects remembered at once; a program with more open has its first ones reported. */
  private static final int MAX_REMEMBERED = 10_000;

  /** Leaks reported one by one; the rest is counted. */
  private static final int MAX_REPORTED = 500;

  private static final int MAX_FRAMES = 64;

  private static final Map<Identity, Opened> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong FORGOTTEN = new AtomicLong();

  private static volatile boolean disabled;

  private DescriptorSink() {}

  /** Turns this capture off: the person does not want it. */
  public static void disable() {
    disabled = true;
  }

  /** A file was opened. */
  public static void openedFile(Object file, @Nullable String path) {
    opened(file, "file", path);
  }

  /**
   * A file channel was opened.
   *
   * @param parent the stream it belongs to, which is remembered itself; null where it stands alone
   */
  public static void openedChannel(Object channel, @Nullable String path, @Nullable Object parent) {
    if (parent == null) {
      opened(channel, "channel", path);
    }
  }

  /**
   * A file channel that works asynchronously was opened. Of other file systems' nothing is known.
   */
  public static void openedChannel(Object channel, @Nullable Object path) {
    if (channel.getClass().getName().startsWith("sun.nio.ch.")) {
      opened(channel, "channel", path);
    }
  }

  /** A stream of a directory's entries was opened. */
  public static void openedDirectory(Object stream, @Nullable Object path) {
    opened(stream, "directory", path);
  }

  /** A socket, or a channel of one, was opened; its address is asked for when it is reported. */
  public static void openedSocket(Object socket) {
    opened(socket, "socket", null);
  }

  /** Something is being closed, for the first time or again. */
  public static void closed(Object resource) {
    if (!OPEN.isEmpty()) {
      try {
        OPEN.remove(new Identity(resource));
      } catch (Throwable e) {
        Capture.exhausted(WHAT, e);
      }
    }
  }

  private static void opened(Object resource, String kind, @Nullable Object target) {
    if (!Capture.isOn() || disabled || Capture.hasFailed(WHAT)) {
      return;
    }
    try {
      ThreadCapture thread = ThreadCapture.current();
      if (thread.busy) {
        return;
      }
      if (OPEN.size() >= MAX_REMEMBERED) {
        FORGOTTEN.incrementAndGet();
        return;
      }
      OPEN.put(
          new Identity(resource),
          new Opened(
              kind,
              target,
              System.currentTimeMillis(),
              Thread.currentThread().getName(),
              new Stack()));
    } catch (Throwable e) {
      Capture.exhausted(WHAT, e);
    }
  }

  /**
   * Writes an event for each descriptor that the program opened itself and has not closed, the
   * oldest first.
   */
  public static void report() {
    if (!new DescriptorLeakEvent().isEnabled()) {
      return;
    }
    // No streams: in a program without them, they would be loaded for this at its very end.
    List<Map.Entry<Identity, Opened>> leaks = new ArrayList<>();
    for (Map.Entry<Identity, Opened> entry : OPEN.entrySet()) {
      if (OpenerStack.isOfProgram(entry.getValue().stack().getStackTrace())) {
        leaks.add(entry);
      }
    }
    leaks.sort(new OldestFirst());
    for (int i = 0; i < Math.min(leaks.size(), MAX_REPORTED); i++) {
      write(leaks.get(i).getKey(), leaks.get(i).getValue());
    }
    long omitted = Math.max(0, leaks.size() - MAX_REPORTED) + FORGOTTEN.getAndSet(0);
    if (omitted > 0) {
      LossEvent event = new LossEvent();
      event.what = "descriptors";
      event.count = omitted;
      event.detail = "more descriptors open than are reported";
      event.commit();
    }
  }

  private static void write(Identity identity, Opened opened) {
    DescriptorLeakEvent event = new DescriptorLeakEvent();
    event.kind = opened.kind();
    event.target = SecretMask.apply(target(identity, opened));
    event.opened = opened.millis();
    event.openedBy = opened.thread();
    event.stack = OpenerStack.text(opened.stack().getStackTrace(), MAX_FRAMES);
    event.commit();
  }

  private static String target(Identity identity, Opened opened) {
    Object known = opened.target();
    Object named = known == null ? identity.get() : known;
    return named == null ? "" : String.valueOf(named);
  }

  /**
   * What is known of something open.
   *
   * @param target path, as it was given; null where the resource itself is asked later
   * @param millis when it was opened, since 1970
   * @param thread name of the thread that opened it
   */
  private record Opened(
      String kind, @Nullable Object target, long millis, String thread, Stack stack) {}

  private static final class OldestFirst implements Comparator<Map.Entry<Identity, Opened>> {
    @Override
    public int compare(Map.Entry<Identity, Opened> one, Map.Entry<Identity, Opened> other) {
      return Long.compare(one.getValue().millis(), other.getValue().millis());
    }
  }

  /** A stack that is read later. Holds no message, no cause, no suppressed throwables. */
  private static final class Stack extends Throwable {
    private static final long serialVersionUID = 1;

    Stack() {
      super(null, null, false, true);
    }
  }

  /** An object as itself, whatever its own {@code equals} says, and without keeping it alive. */
  private static final class Identity extends WeakReference<Object> {
    private final int hash;

    Identity(Object object) {
      super(object);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object own = get();
      return own != null && other instanceof Identity identity && identity.get() == own;
    }
  }
}
