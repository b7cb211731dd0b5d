package dev.microlog.examples.schedule;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes down when the calls and the waits of this program began and ended. Safe for use by all
 * threads.
 *
 * <p>The file has a line for each, with fields separated by tabs:
 *
 * <pre>
 * kind   id  thread    method  start            end              cpu
 * span   31  compute   alpha   1795329111123456 1795329111323466 199800
 * sleep  32  sleeper   doze    1795329111323466 1795329111423501 0
 * </pre>
 *
 * <p>{@code kind} is {@code span} for a call, or the kind of a wait in the words of {@code microlog
 * export} (sleep, park, monitor, wait, socket_read); other kinds are time in which JFR sees nothing
 * ({@code hidden}). {@code method} is the method that did it. Times are µs since 1970, {@code cpu}
 * is the CPU time of the thread in between in µs, or -1 where the JVM does not tell (virtual
 * threads).
 */
final class Diary {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final long anchorNanos;
  private final long anchorEpochMicros;

  /** Reads both clocks at nearly the same moment: the nearest of fifty attempts counts. */
  Diary() {
    long best = Long.MAX_VALUE;
    long nanos = 0;
    long micros = 0;
    for (int i = 0; i < 50; i++) {
      long before = System.nanoTime();
      long epoch = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      long after = System.nanoTime();
      if (after - before < best) {
        best = after - before;
        nanos = before + (after - before) / 2;
        micros = epoch;
      }
    }
    anchorNanos = nanos;
    anchorEpochMicros = micros;
  }

  /** Begins a call; closing ends it. To be made first in the method, and closed last. */
  Entry enter(String method) {
    return new Entry("span", method);
  }

  /** Begins a wait; closing ends it. To be made and closed as near to the wait as can be. */
  Entry await(String kind, String method) {
    return new Entry(kind, method);
  }

  void write(Path file) throws IOException {
    Files.write(file, lines);
  }

  private static long cpuNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() && !isVirtual()
        ? THREADS.getCurrentThreadCpuTime()
        : -1;
  }

  /** By the name that this program gives them: {@code Thread.isVirtual} came with JDK 21. */
  private static boolean isVirtual() {
    return Thread.currentThread().getName().startsWith("virtual");
  }

  /** Something that has begun. */
  final class Entry implements AutoCloseable {
    private final String kind;
    private final String method;
    private final long cpuStart = cpuNanos();
    private long start = System.nanoTime();

    private Entry(String kind, String method) {
      this.kind = kind;
      this.method = method;
    }

    /** Ends it now, whatever happens until it is closed. */
    void end() {
      if (start != 0) {
        long end = System.nanoTime();
        long cpu = cpuStart < 0 ? -1 : (cpuNanos() - cpuStart) / 1000;
        lines.add(
            String.join(
                "\t",
                kind,
                Long.toString(Thread.currentThread().getId()),
                Thread.currentThread().getName(),
                method,
                Long.toString(epochMicros(start)),
                Long.toString(epochMicros(end)),
                Long.toString(cpu)));
        start = 0;
      }
    }

    private long epochMicros(long nanos) {
      return anchorEpochMicros + (nanos - anchorNanos) / 1000;
    }

    @Override
    public void close() {
      end();
    }
  }
}
