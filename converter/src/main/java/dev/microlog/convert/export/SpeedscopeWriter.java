package dev.microlog.convert.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The file format of speedscope.app: a profile for each thread that has something to show. Usual is
 * wall time, as calls with start and end; other modes are samples with weights.
 */
final class SpeedscopeWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  private final Timeline timeline;
  private final ExportOptions options;
  private final Selection selection;
  private final Spans spans;

  SpeedscopeWriter(Timeline timeline, ExportOptions options) {
    this.timeline = timeline;
    this.options = options;
    selection = options.selection(timeline);
    spans = Spans.of(timeline);
  }

  void write(OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("exporter", "microlog");
      json.writeStringField("name", timeline.recording().name());
      json.writeNumberField("activeProfileIndex", 0);
      json.writeObjectFieldStart("shared");
      json.writeArrayFieldStart("frames");
      Mode mode = options.modeOr(Mode.WALL);
      if (mode == Mode.WALL) {
        writeMethods(json);
      } else {
        writeFrames(json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayFieldStart("profiles");
      if (mode == Mode.WALL) {
        writeCalls(json);
      } else {
        writeSamples(json, mode);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void writeMethods(JsonGenerator json) throws IOException {
    for (int method = 0; method < timeline.methods().size(); method++) {
      json.writeStartObject();
      json.writeStringField("name", timeline.methods().qualifiedName(method));
      json.writeEndObject();
    }
    // after the methods: the one frame of waits that have no method
    json.writeStartObject();
    json.writeStringField("name", "(waiting)");
    json.writeEndObject();
  }

  private void writeFrames(JsonGenerator json) throws IOException {
    FrameTable frames = timeline.frames();
    for (int frame = 0; frame < frames.size(); frame++) {
      json.writeStartObject();
      int method = frames.method(frame);
      json.writeStringField("name", timeline.methods().qualifiedName(method));
      String file = SourceFiles.of(timeline.methods(), method);
      if (!file.isEmpty()) {
        json.writeStringField("file", file);
      }
      if (frames.line(frame) > 0) {
        json.writeNumberField("line", frames.line(frame));
      }
      json.writeEndObject();
    }
  }

  private void writeCalls(JsonGenerator json) throws IOException {
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      if (!selection.has(thread) || !hasCalls(spans.spans(thread))) {
        spans.forget(thread);
        continue;
      }
      double duration = timeline.recording().durationMicros();
      SpanTable table = spans.spans(thread);
      begin(json, "evented", thread, "microseconds");
      json.writeNumberField("startValue", Math.max(0, selection.fromMicros()));
      json.writeNumberField(
          "endValue", Math.min(selection.toMicros(), Math.max(duration, latest(table))));
      json.writeArrayFieldStart("events");
      for (int row = table.firstRow(0); row < table.firstRow(1); row++) {
        writeCall(json, table, row);
      }
      json.writeEndArray();
      json.writeEndObject();
      spans.forget(thread);
    }
  }

  private boolean hasCalls(SpanTable table) {
    for (int row = 0; table.depths() > 0 && row < table.firstRow(1); row++) {
      if (selected(table, row)) {
        return true;
      }
    }
    return false;
  }

  private static double latest(SpanTable table) {
    return table.endMicros(table.firstRow(1) - 1);
  }

  /** Opens a call, writes what it called, closes it: without recursion, stacks may be deep. */
  private void writeCall(JsonGenerator json, SpanTable table, int root) throws IOException {
    int row = root;
    boolean entering = true;
    while (true) {
      boolean shown = selected(table, row);
      if (entering) {
        if (shown) {
          writeEvent(json, "O", table, row, table.startMicros(row));
        }
        int child = table.firstChild(row);
        if (child >= 0) {
          row = child;
          continue;
        }
      }
      if (shown) {
        writeEvent(json, "C", table, row, table.endMicros(row));
      }
      if (row == root) {
        return;
      }
      int parent = table.parent(row);
      int next = row + 1;
      boolean sibling = next < table.firstRow(table.depth(row) + 1) && table.parent(next) == parent;
      row = sibling ? next : parent;
      entering = sibling;
    }
  }

  private boolean selected(SpanTable table, int row) {
    return table.endMicros(row) > selection.fromMicros()
        && table.startMicros(row) < selection.toMicros();
  }

  private void writeEvent(JsonGenerator json, String type, SpanTable table, int row, double at)
      throws IOException {
    int method = table.method(row);
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeNumberField("frame", method < 0 ? timeline.methods().size() : method);
    json.writeNumberField(
        "at", Math.max(selection.fromMicros(), Math.min(selection.toMicros(), at)));
    json.writeEndObject();
  }

  private void writeSamples(JsonGenerator json, Mode mode) throws IOException {
    List<List<double[]>> ofThread = new ArrayList<>();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      ofThread.add(new ArrayList<>());
    }
    Weights.visit(
        spans,
        selection,
        mode,
        (thread, micros, stack, weight) -> ofThread.get(thread).add(new double[] {stack, weight}));
    for (int thread = 0; thread < ofThread.size(); thread++) {
      List<double[]> samples = ofThread.get(thread);
      if (!samples.isEmpty()) {
        writeThreadSamples(json, mode, thread, samples);
      }
    }
  }

  private void writeThreadSamples(JsonGenerator json, Mode mode, int thread, List<double[]> samples)
      throws IOException {
    double sum = 0;
    for (double[] sample : samples) {
      sum += sample[1];
    }
    begin(json, "sampled", thread, mode.isBytes() ? "bytes" : "microseconds");
    json.writeNumberField("startValue", 0);
    json.writeNumberField("endValue", sum);
    json.writeArrayFieldStart("samples");
    for (double[] sample : samples) {
      int stack = (int) sample[0];
      int[] frames = new int[timeline.stacks().depth(stack) + 1];
      for (int node = stack, i = frames.length - 1; i >= 0; i--) {
        frames[i] = timeline.stacks().frame(node);
        node = timeline.stacks().parent(node);
      }
      json.writeArray(frames, 0, frames.length);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (double[] sample : samples) {
      json.writeNumber(sample[1]);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void begin(JsonGenerator json, String type, int thread, String unit) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("name", timeline.threads().displayName(thread));
    json.writeStringField("unit", unit);
  }
}
