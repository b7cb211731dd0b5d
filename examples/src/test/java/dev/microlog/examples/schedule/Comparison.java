package dev.microlog.examples.schedule;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline says of a {@link Schedule}, measured against the diary.
 *
 * <p>Waits and spans are paired with the diary by thread, name and overlap. Calls shorter than two
 * periods, or with less CPU time than that, may be missed by any sampler: they count only where a
 * span is drawn over time that is not theirs.
 */
final class Comparison {
  /**
   * Waits shorter than this need not be recorded: the highest threshold of the settings that we
   * compare.
   */
  static final double THRESHOLD_MICROS = 21_000;

  final Errors waitStart = new Errors();
  final Errors waitDuration = new Errors();
  final Errors border = new Errors();
  final List<String> missedWaits = new ArrayList<>();
  final List<String> falseWaits = new ArrayList<>();
  final List<String> missedSpans = new ArrayList<>();

  /** Spans drawn, for longer than two periods at a stretch, where the method did not run. */
  final List<String> falseSpans = new ArrayList<>();

  /** Borders that are off by more than three observed periods. */
  final List<String> worst = new ArrayList<>();

  int waits;
  int spans;

  /** Calls that follow another of the same method at once, and are not counted on their own. */
  int united;

  int fragmented;
  double longestOverdrawMicros;

  /** The period of the sampler, as it was set. */
  final double periodMicros;

  /** The mean distance of the samples of a thread that computed all the time. */
  final double observedPeriodMicros;

  /** Method → its CPU time by the diary, by its spans, and by its samples, in µs. */
  final Map<String, double[]> cpu = new TreeMap<>();

  private final Truth truth;
  private final Timeline timeline;
  private final Spans computed;
  private final double startEpochMicros;
  private final Map<Long, Integer> threads = new HashMap<>();

  Comparison(Truth truth, Timeline timeline) {
    this.truth = truth;
    this.timeline = timeline;
    computed = Spans.of(timeline);
    startEpochMicros = timeline.recording().startEpochMicros();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      threads.put((long) timeline.threads().id(thread), thread);
    }
    var info = timeline.recording();
    periodMicros =
        info.cpuPeriodMicros() > 0 ? info.cpuPeriodMicros() : info.executionPeriodMicros();
    observedPeriodMicros = observedPeriod();
    compareWaits();
    compareSpans();
  }

  // ---- waits

  private void compareWaits() {
    WaitTable table = timeline.waits();
    boolean[] matched = new boolean[table.size()];
    for (Truth.Entry wait : truth.waits()) {
      if (wait.durationMicros() < THRESHOLD_MICROS) {
        continue;
      }
      waits++;
      int row = bestWait(table, wait, matched);
      if (row < 0) {
        missedWaits.add(describe(wait));
      } else {
        matched[row] = true;
        waitStart.addMicros(table.startMicros(row) - relative(wait.startMicros()));
        waitDuration.addMicros(table.durationMicros(row) - wait.durationMicros());
      }
    }
    findFalseWaits(table, matched);
  }

  private int bestWait(WaitTable table, Truth.Entry wait, boolean[] matched) {
    int best = -1;
    double bestOverlap = 0;
    Integer thread = thread(wait);
    if (thread == null) {
      return -1;
    }
    for (int row = table.firstRow(thread); row < table.firstRow(thread + 1); row++) {
      double overlap =
          overlap(
              relative(wait.startMicros()),
              relative(wait.endMicros()),
              table.startMicros(row),
              table.endMicros(row));
      if (!matched[row] && table.kind(row).id().equals(wait.kind()) && overlap > bestOverlap) {
        bestOverlap = overlap;
        best = row;
      }
    }
    return best;
  }

  /** Long waits of the scheduled threads that overlap no wait of the diary. */
  private void findFalseWaits(WaitTable table, boolean[] matched) {
    Map<Integer, List<Truth.Entry>> byThread = new HashMap<>();
    for (Truth.Entry entry : truth.entries()) {
      Integer thread = thread(entry);
      if (thread != null && !entry.kind().equals("span")) {
        byThread.computeIfAbsent(thread, key -> new ArrayList<>()).add(entry);
      }
    }
    byThread.forEach(
        (thread, entries) -> {
          for (int row = table.firstRow(thread); row < table.firstRow(thread + 1); row++) {
            if (!matched[row]
                && table.kind(row) != WaitKind.CLASS_LOAD // the diary knows nothing of it
                && table.durationMicros(row) >= THRESHOLD_MICROS
                && uncovered(table.startMicros(row), table.endMicros(row), entries)
                    >= THRESHOLD_MICROS) {
              falseWaits.add(
                  "%s %s at %.1f ms, %.1f ms"
                      .formatted(
                          timeline.threads().name(thread),
                          table.kind(row).id(),
                          table.startMicros(row) / 1000,
                          table.durationMicros(row) / 1000));
            }
          }
        });
  }

  // ---- spans

  private void compareSpans() {
    Map<String, List<Truth.Entry>> byCall = new LinkedHashMap<>();
    for (Truth.Entry span : truth.spans()) {
      byCall
          .computeIfAbsent(span.threadId() + " " + span.method(), key -> new ArrayList<>())
          .add(span);
    }
    byCall.values().forEach(this::compareCalls);
  }

  /** All calls of one method on one thread. */
  private void compareCalls(List<Truth.Entry> calls) {
    Truth.Entry first = calls.get(0);
    Integer thread = thread(first);
    List<double[]> drawn = thread == null ? List.of() : drawn(thread, first.method());
    double cpuDrawn = 0;
    for (double[] span : drawn) {
      cpuDrawn += span[2];
      double over = uncovered(span[0], span[1], calls);
      longestOverdrawMicros = Math.max(longestOverdrawMicros, over);
      if (over > 2 * observedPeriodMicros) {
        falseSpans.add(
            "%s on %s at %.1f ms, %.1f ms too long"
                .formatted(first.method(), first.thread(), span[0] / 1000, over / 1000));
      }
    }
    for (Truth.Entry call : united(calls)) {
      if (call.durationMicros() >= 2 * observedPeriodMicros
          && (call.cpuMicros() < 0 || call.cpuMicros() >= 2 * periodMicros)) {
        compareCall(call, drawn);
      }
    }
    addCpu(first.method(), calls, cpuDrawn, thread == null ? 0 : sampled(thread, first.method()));
  }

  /**
   * Calls of a method that follow each other at once are one: no sampler can tell whether a method
   * returned and was called again between two looks at it.
   */
  private List<Truth.Entry> united(List<Truth.Entry> calls) {
    var stretches = new ArrayList<Truth.Entry>();
    for (Truth.Entry call : calls) {
      Truth.Entry last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      if (last != null && call.startMicros() - last.endMicros() < periodMicros / 2) {
        stretches.set(stretches.size() - 1, last.followedBy(call));
        united++;
      } else {
        stretches.add(call);
      }
    }
    return stretches;
  }

  private void compareCall(Truth.Entry call, List<double[]> drawn) {
    spans++;
    double start = relative(call.startMicros());
    double end = relative(call.endMicros());
    double drawnStart = Double.POSITIVE_INFINITY;
    double drawnEnd = Double.NEGATIVE_INFINITY;
    int pieces = 0;
    for (double[] span : drawn) {
      if (overlap(start, end, span[0], span[1]) > 0) {
        pieces++;
        drawnStart = Math.min(drawnStart, span[0]);
        drawnEnd = Math.max(drawnEnd, span[1]);
      }
    }
    if (pieces == 0) {
      missedSpans.add(describe(call));
    } else {
      fragmented += pieces - 1;
      border.addMicros(drawnStart - start);
      border.addMicros(drawnEnd - end);
      if (Math.max(Math.abs(drawnStart - start), Math.abs(drawnEnd - end))
          > 3 * observedPeriodMicros) {
        worst.add(
            "%s: drawn from %.1f to %.1f ms later"
                .formatted(describe(call), (drawnStart - start) / 1000, (drawnEnd - end) / 1000));
      }
    }
  }

  /** Start, end and CPU time of the spans of a method of the schedule, outermost calls only. */
  private List<double[]> drawn(int thread, String method) {
    SpanTable table = computed.spans(thread);
    var rows = new ArrayList<double[]>();
    for (int row = 0; row < table.size(); row++) {
      if (isScheduled(table.method(row), method) && !isInside(table, row, method)) {
        rows.add(new double[] {table.startMicros(row), table.endMicros(row), table.cpuMicros(row)});
      }
    }
    return rows;
  }

  private boolean isInside(SpanTable table, int row, String method) {
    for (int parent = table.parent(row); parent >= 0; parent = table.parent(parent)) {
      if (isScheduled(table.method(parent), method)) {
        return true;
      }
    }
    return false;
  }

  private boolean isScheduled(int method, String name) {
    return method >= 0
        && timeline.methods().name(method).equals(name)
        && timeline.methods().className(method).equals(Schedule.class.getName());
  }

  private void addCpu(String method, List<Truth.Entry> calls, double drawn, double sampled) {
    double real = 0;
    for (Truth.Entry call : calls) {
      if (call.cpuMicros() < 0) {
        return;
      }
      real += call.cpuMicros();
    }
    double[] sums = cpu.computeIfAbsent(method, key -> new double[3]);
    sums[0] += real;
    sums[1] += drawn;
    sums[2] += sampled;
  }

  /**
   * The error of the CPU time of all methods together, as a share.
   *
   * @param source 1 for that of the spans, 2 for that of the samples
   */
  double totalCpuError(int source) {
    double real = 0;
    double seen = 0;
    for (double[] sums : cpu.values()) {
      real += sums[0];
      seen += sums[source];
    }
    return seen / real - 1;
  }

  /** The largest such error of a method with at least {@code seconds} of CPU time. */
  double worstCpuError(int source, double seconds) {
    double worst = 0;
    for (double[] sums : cpu.values()) {
      double error = sums[source] / sums[0] - 1;
      if (sums[0] >= seconds * 1e6 && Math.abs(error) > Math.abs(worst)) {
        worst = error;
      }
    }
    return worst;
  }

  /** The CPU time of the samples of a thread in whose stacks a method of the schedule is. */
  private double sampled(int thread, String method) {
    var samples = timeline.samples();
    double sum = 0;
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      if (isInStack(samples.stack(row), method)) {
        sum += computed.cpuTime().micros(row);
      }
    }
    return sum;
  }

  private boolean isInStack(int node, String method) {
    for (int at = node; at >= 0; at = timeline.stacks().parent(at)) {
      if (isScheduled(timeline.methodAt(at), method)) {
        return true;
      }
    }
    return false;
  }

  // ---- arithmetic

  /** Over all calls that only compute: their time divided by the samples in them. */
  private double observedPeriod() {
    double time = 0;
    int samples = 0;
    for (Truth.Entry span : truth.spans()) {
      Integer thread = thread(span);
      if (thread != null && isComputing(span.method())) {
        time += span.durationMicros();
        samples += samples(thread, relative(span.startMicros()), relative(span.endMicros()));
      }
    }
    // never less than what was set: two samplers may look at the same thread
    return samples == 0 ? periodMicros : Math.max(periodMicros, time / samples);
  }

  private static boolean isComputing(String method) {
    return List.of("alpha", "beta", "gamma", "delta", "crunch", "inner", "hold").contains(method);
  }

  private int samples(int thread, double start, double end) {
    int count = 0;
    var samples = timeline.samples();
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      if (samples.timeMicros(row) >= start
          && samples.timeMicros(row) < end
          && samples.kind(row) != SampleKind.NATIVE) {
        count++;
      }
    }
    return count;
  }

  /** The longest stretch of an interval that no entry covers. */
  private double uncovered(double start, double end, List<Truth.Entry> entries) {
    double longest = 0;
    double covered = start;
    for (Truth.Entry entry : entries) {
      double from = relative(entry.startMicros());
      double to = relative(entry.endMicros());
      if (to > covered && from < end) {
        longest = Math.max(longest, from - covered);
        covered = Math.max(covered, to);
      }
    }
    return Math.max(longest, end - covered);
  }

  private static double overlap(double start, double end, double otherStart, double otherEnd) {
    return Math.min(end, otherEnd) - Math.max(start, otherStart);
  }

  private double relative(double epochMicros) {
    return epochMicros - startEpochMicros;
  }

  private @Nullable Integer thread(Truth.Entry entry) {
    return threads.get(entry.threadId());
  }

  private String describe(Truth.Entry entry) {
    return String.format(
        Locale.ROOT,
        "%s %s on %s at %.1f ms, %.1f ms",
        entry.kind(),
        entry.method(),
        entry.thread(),
        relative(entry.startMicros()) / 1000,
        entry.durationMicros() / 1000);
  }
}
