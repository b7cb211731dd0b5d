package dev.microlog.convert.build;

import dev.microlog.timeline.TimelineBuilder;
import java.util.Map;

/**
 * Sampled allocations. Since JDK 16 {@code jdk.ObjectAllocationSample} tells how much it stands
 * for; before, and from async-profiler, every new thread-local buffer stands for its own size.
 * Where both were recorded only the former counts.
 */
final class AllocationSinks implements ChunkTables.Sinks {
  private static final String SAMPLE = "jdk.ObjectAllocationSample";
  private static final String IN_TLAB = "jdk.ObjectAllocationInNewTLAB";
  private static final String OUTSIDE_TLAB = "jdk.ObjectAllocationOutsideTLAB";

  /** Times are kept in steps of so many µs: a sample stands for all since the one before. */
  private static final double TIME_STEP = 10_000;

  /** Weights are kept in steps of so many bytes, and larger ones in four significant bits. */
  private static final double WEIGHT_STEP = 256;

  private static final int SIGNIFICANT = 16;

  private final TimelineBuilder tables;
  private final Dictionary dictionary;
  private double leftOver;
  private boolean sampled;
  private TimelineBuilder buffers = new TimelineBuilder();

  AllocationSinks(TimelineBuilder tables, Dictionary dictionary) {
    this.tables = tables;
    this.dictionary = dictionary;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put(SAMPLE, (type, fields) -> sink(fields, true, "weight"));
    factories.put(IN_TLAB, (type, fields) -> sink(fields, false, "tlabSize", "allocationSize"));
    factories.put(OUTSIDE_TLAB, (type, fields) -> sink(fields, false, "allocationSize"));
  }

  private EventSink sink(EventFields fields, boolean weighted, String... weightNames) {
    int type = fields.find("objectClass");
    int weight = fields.find(weightNames);
    return event -> {
      int thread = event.thread();
      double bytes = event.number(weight);
      String name = event.text(type);
      if (thread < 0 || !(bytes >= 0)) {
        return;
      }
      sampled |= weighted;
      (weighted ? tables : buffers)
          .allocations()
          .add(
              thread,
              Math.rint(event.startMicros() / TIME_STEP) * TIME_STEP,
              event.stack(),
              name == null ? -1 : tables.strings().intern(dictionary.readable(name)),
              weight(bytes));
    };
  }

  /** A rounded weight; what is left over goes to the next sample, so that sums stay true. */
  private double weight(double bytes) {
    double whole = Math.max(0, bytes + leftOver);
    double step = WEIGHT_STEP;
    while (whole >= step * SIGNIFICANT) {
      step *= 2;
    }
    double weight = Math.rint(whole / step) * step;
    leftOver += bytes - weight;
    return weight;
  }

  @Override
  public void finish() {
    if (!sampled) {
      tables.allocations().addAll(buffers.allocations());
    }
    buffers = new TimelineBuilder();
  }
}
