package dev.microlog.convert.export;

import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The protocol buffer of {@code pprof}, gzipped: {@code profile.proto} of github.com/google/pprof.
 * A sample for each stack of each thread, which is its label {@code thread}; a location is a method
 * at a line. Usual is CPU time.
 */
final class PprofWriter {
  // fields of Profile
  private static final int SAMPLE_TYPE = 1;
  private static final int SAMPLE = 2;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING_TABLE = 6;
  private static final int TIME_NANOS = 9;
  private static final int DURATION_NANOS = 10;
  private static final int PERIOD_TYPE = 11;
  private static final int PERIOD = 12;

  private final Timeline timeline;
  private final ExportOptions options;
  private final Map<String, Integer> strings = new LinkedHashMap<>();

  PprofWriter(Timeline timeline, ExportOptions options) {
    this.timeline = timeline;
    this.options = options;
    string("");
  }

  void write(OutputStream out) throws IOException {
    Mode mode = options.modeOr(Mode.CPU);
    ProtoBuffer profile = new ProtoBuffer();
    profile.message(SAMPLE_TYPE, valueType(countName(mode), "count"));
    profile.message(SAMPLE_TYPE, valueType(weightName(mode), unit(mode)));
    boolean[] frames = new boolean[timeline.frames().size()];
    addSamples(profile, mode, frames);
    addLocations(profile, frames);
    Selection selection = options.selection(timeline);
    double start = timeline.recording().startEpochMicros() + Math.max(0, selection.fromMicros());
    profile.integer(TIME_NANOS, Math.round(start) * 1000);
    double duration = selection.durationMicros(timeline);
    profile.integer(DURATION_NANOS, Math.round(duration * 1000));
    double period = timeline.recording().executionPeriodMicros();
    if (mode == Mode.CPU && period > 0) {
      profile.message(PERIOD_TYPE, valueType("cpu", "nanoseconds"));
      profile.integer(PERIOD, Math.round(period * 1000));
    }
    for (String text : strings.keySet()) {
      profile.text(STRING_TABLE, text);
    }
    try (GZIPOutputStream gzip = new GZIPOutputStream(new OpenOutputStream(out))) {
      profile.writeTo(gzip);
    }
  }

  private static String countName(Mode mode) {
    return switch (mode) {
      case CPU, WALL -> "samples";
      case ALLOCATION -> "alloc_samples";
      case LOCK -> "contentions";
      case IO -> "waits";
    };
  }

  private static String weightName(Mode mode) {
    return switch (mode) {
      case CPU -> "cpu";
      case WALL -> "wall";
      case ALLOCATION -> "alloc_space";
      case LOCK -> "delay";
      case IO -> "io";
    };
  }

  private static String unit(Mode mode) {
    return mode.isBytes() ? "bytes" : "nanoseconds";
  }

  private ProtoBuffer valueType(String type, String unit) {
    ProtoBuffer message = new ProtoBuffer();
    message.integer(1, string(type));
    message.integer(2, string(unit));
    return message;
  }

  private void addSamples(ProtoBuffer profile, Mode mode, boolean[] frames) {
    Map<Integer, double[]> ofThread = new LinkedHashMap<>();
    int[] current = {-1};
    Weights.visit(
        Spans.of(timeline),
        options.selection(timeline),
        mode,
        (thread, micros, stack, weight) -> {
          if (thread != current[0]) {
            flush(profile, current[0], ofThread, mode, frames);
            current[0] = thread;
          }
          double[] sums = ofThread.computeIfAbsent(stack, s -> new double[2]);
          sums[0]++;
          sums[1] += weight;
        });
    flush(profile, current[0], ofThread, mode, frames);
  }

  private void flush(
      ProtoBuffer profile,
      int thread,
      Map<Integer, double[]> ofThread,
      Mode mode,
      boolean[] frames) {
    ofThread.forEach(
        (stack, sums) -> {
          ProtoBuffer sample = new ProtoBuffer();
          sample.packed(1, locations(stack, frames));
          sample.packed(2, (long) sums[0], Math.round(mode.isBytes() ? sums[1] : sums[1] * 1000));
          ProtoBuffer label = new ProtoBuffer();
          label.integer(1, string("thread"));
          label.integer(2, string(timeline.threads().displayName(thread)));
          sample.message(3, label);
          profile.message(SAMPLE, sample);
        });
    ofThread.clear();
  }

  /** The leaf first. A location's id is the row of its frame plus 1: ids are never 0. */
  private long[] locations(int stack, boolean[] frames) {
    long[] ids = new long[timeline.stacks().depth(stack) + 1];
    int i = 0;
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      int frame = timeline.stacks().frame(node);
      frames[frame] = true;
      ids[i++] = frame + 1L;
    }
    return ids;
  }

  private void addLocations(ProtoBuffer profile, boolean[] used) {
    FrameTable frames = timeline.frames();
    boolean[] methods = new boolean[timeline.methods().size()];
    for (int frame = 0; frame < used.length; frame++) {
      if (used[frame]) {
        int method = frames.method(frame);
        methods[method] = true;
        ProtoBuffer line = new ProtoBuffer();
        line.integer(1, method + 1L);
        line.integer(2, Math.max(0, frames.line(frame)));
        ProtoBuffer location = new ProtoBuffer();
        location.integer(1, frame + 1L);
        location.message(4, line);
        profile.message(LOCATION, location);
      }
    }
    for (int method = 0; method < methods.length; method++) {
      if (methods[method]) {
        int name = string(timeline.methods().qualifiedName(method));
        ProtoBuffer function = new ProtoBuffer();
        function.integer(1, method + 1L);
        function.integer(2, name);
        function.integer(3, name);
        function.integer(4, string(SourceFiles.of(timeline.methods(), method)));
        profile.message(FUNCTION, function);
      }
    }
  }

  private int string(String text) {
    Integer index = strings.putIfAbsent(text, strings.size());
    return index == null ? strings.size() - 1 : index;
  }
}
