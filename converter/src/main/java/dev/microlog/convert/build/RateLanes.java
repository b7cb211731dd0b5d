package dev.microlog.convert.build;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lanes that sum up, second by second, what single events say: bytes allocated, read and written.
 * The last second of a chunk stays open for the next chunk.
 */
final class RateLanes {
  private static final double SECOND = 1e6;
  private static final int MAX_SECONDS = 1 << 22;

  private final List<Rate> rates = new ArrayList<>();
  private final Rate allocation = rate("allocation.rate", "jdk.ObjectAllocationSample");
  private final Rate socketRead = rate("socket.read", "jdk.SocketRead");
  private final Rate socketWrite = rate("socket.write", "jdk.SocketWrite");
  private final Rate fileRead = rate("file.read", "jdk.FileRead");
  private final Rate fileWrite = rate("file.write", "jdk.FileWrite");

  private Rate rate(String lane, String source) {
    Rate rate = new Rate(lane, source);
    rates.add(rate);
    return rate;
  }

  /** Adds the events of a chunk. */
  void add(Timeline chunk) {
    AllocationTable allocations = chunk.allocations();
    for (int row = 0; row < allocations.size(); row++) {
      allocation.add(allocations.timeMicros(row), allocations.weightBytes(row));
    }
    WaitTable waits = chunk.waits();
    for (int row = 0; row < waits.size(); row++) {
      if (waits.kind(row).isIo() && waits.bytes(row) > 0) {
        of(waits.kind(row)).add(waits.endMicros(row), waits.bytes(row));
      }
    }
  }

  private Rate of(WaitKind kind) {
    return switch (kind) {
      case SOCKET_READ -> socketRead;
      case SOCKET_WRITE -> socketWrite;
      case FILE_READ -> fileRead;
      default -> fileWrite;
    };
  }

  /** Gives out the seconds that end before this time. */
  void flush(TimelineBuilder tables, double untilMicros) {
    rates.forEach(rate -> rate.flush(tables, (int) Math.min(untilMicros / SECOND, MAX_SECONDS)));
  }

  private static final class Rate {
    private final String lane;
    private final String source;
    private double[] sums = new double[64];
    private int first;
    private int used;
    private boolean begun;

    Rate(String lane, String source) {
      this.lane = lane;
      this.source = source;
    }

    void add(double micros, double amount) {
      int second = (int) Math.floor(micros / SECOND) - first;
      if (second < 0 || second >= MAX_SECONDS) {
        return;
      }
      if (second >= sums.length) {
        sums = Arrays.copyOf(sums, Math.max(second + 1, sums.length * 2));
      }
      sums[second] += amount;
      used = Math.max(used, second + 1);
      begun = true;
    }

    /**
     * A second without events is told once, after one with events: 0 stays until told otherwise.
     */
    void flush(TimelineBuilder tables, int until) {
      int seconds = until - first;
      if (seconds <= 0) {
        return;
      }
      if (begun) {
        int row = tables.lanes().lane(lane, "bytes/s", source);
        for (int i = 0; i < Math.min(seconds, used + 1); i++) {
          double value = i < used ? Rounding.value("bytes/s", sums[i]) : 0;
          tables.lanes().add(row, (first + i) * SECOND, value);
        }
      }
      int kept = Math.max(0, used - seconds);
      double[] rest = new double[Math.max(64, kept)];
      System.arraycopy(sums, used - kept, rest, 0, kept);
      sums = rest;
      used = kept;
      first = until;
      begun = kept > 0 || begun;
    }
  }
}
