package dev.microlog.convert.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Findings;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;

/**
 * JSON Lines: one object a line, times in milliseconds from the recording's start.
 *
 * <p>Lines come by type: the recording, then threads, samples, regions, allocations, spans, waits,
 * log entries, metrics, findings. Where two threads have the same name their lines carry a {@code
 * threadId} too. Pauses of the whole JVM are waits whose thread is null. With a mode only the lines
 * that it is computed from are written.
 */
final class JsonLinesWriter {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Timeline timeline;
  private final Selection selection;
  private final ExportOptions options;
  private final String[] methodNames;
  private final String[] threadNames;
  private final boolean[] ambiguous;

  JsonLinesWriter(Timeline timeline, ExportOptions options) {
    this.timeline = timeline;
    this.options = options;
    selection = options.selection(timeline);
    MethodTable methods = timeline.methods();
    methodNames = new String[methods.size()];
    for (int method = 0; method < methodNames.length; method++) {
      methodNames[method] = methods.qualifiedName(method);
    }
    ThreadTable threads = timeline.threads();
    threadNames = new String[threads.size()];
    ambiguous = new boolean[threads.size()];
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (int thread = 0; thread < threadNames.length; thread++) {
      threadNames[thread] = threads.displayName(thread);
      if (!seen.add(threadNames[thread])) {
        twice.add(threadNames[thread]);
      }
    }
    for (int thread = 0; thread < threadNames.length; thread++) {
      ambiguous[thread] = twice.contains(threadNames[thread]);
    }
  }

  void write(OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      writeRecording(json);
      writeThreads(json);
      if (wants(Mode.CPU)) {
        writeSamples(json);
        writeRegions(json);
      }
      if (wants(Mode.ALLOCATION)) {
        writeAllocations(json);
      }
      if (wants(Mode.CPU)) {
        writeSpans(json);
      }
      writeWaits(json);
      if (options.mode() == null || options.mode() == Mode.WALL) {
        writePauses(json);
        writeLog(json);
        writeMetrics(json);
        writeFindings(json);
      }
      json.writeRaw('\n');
    }
  }

  /** Whether lines of which a mode is computed are wanted: {@link Mode#WALL} is computed of all. */
  private boolean wants(Mode mode) {
    return options.mode() == null || options.mode() == Mode.WALL || options.mode() == mode;
  }

  private void writeRecording(JsonGenerator json) throws IOException {
    RecordingInfo recording = timeline.recording();
    begin(json, "recording");
    json.writeStringField("name", recording.name());
    long micros = (long) recording.startEpochMicros();
    Instant start =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    json.writeStringField("start", START.format(start));
    json.writeNumberField("duration", recording.durationMicros() / 1000);
    json.writeStringField("jvm", recording.jvm());
    json.writeObjectFieldStart("periods");
    writePeriod(json, "execution", recording.executionPeriodMicros());
    writePeriod(json, "native", recording.nativePeriodMicros());
    writePeriod(json, "cpu", recording.cpuPeriodMicros());
    json.writeEndObject();
    json.writeNumberField("samples", timeline.samples().size());
    json.writeNumberField("lost", (long) recording.lostSamples());
    json.writeEndObject();
  }

  private static void writePeriod(JsonGenerator json, String name, double micros)
      throws IOException {
    if (micros > 0) {
      json.writeNumberField(name, micros / 1000);
    }
  }

  /** Threads that began before the recording or outlived it have its borders. */
  private void writeThreads(JsonGenerator json) throws IOException {
    ThreadTable threads = timeline.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      if (selection.has(thread)) {
        double end = threads.endMicros(thread);
        begin(json, "thread");
        writeThread(json, thread);
        json.writeBooleanField("virtual", threads.isVirtual(thread));
        writeMillis(json, "start", Math.max(0, threads.startMicros(thread)));
        writeMillis(json, "end", end < 0 ? timeline.recording().durationMicros() : end);
        json.writeNumberField("id", (long) threads.id(thread));
        json.writeEndObject();
      }
    }
  }

  private void writeSamples(JsonGenerator json) throws IOException {
    SampleTable samples = timeline.samples();
    for (int row = 0; row < samples.size(); row++) {
      if (selection.has(samples.thread(row)) && selection.has(samples.timeMicros(row))) {
        begin(json, "sample");
        writeThread(json, samples.thread(row));
        writeMillis(json, "start", samples.timeMicros(row));
        json.writeStringField("kind", kindId(samples.kind(row)));
        writeMillis(json, "weight", samples.weightMicros(row));
        writeStack(json, samples.stack(row));
        json.writeEndObject();
      }
    }
  }

  private static String kindId(SampleKind kind) {
    return switch (kind) {
      case JAVA -> "java";
      case NATIVE -> "native";
      case CPU -> "cpu";
      case WAITING -> "waiting";
    };
  }

  private void writeRegions(JsonGenerator json) throws IOException {
    RegionTable regions = timeline.regions();
    for (int row = 0; row < regions.size(); row++) {
      if (isSelected(regions.thread(row), regions.startMicros(row), regions.endMicros(row))) {
        begin(json, "region");
        writeThread(json, regions.thread(row));
        json.writeStringField("name", regions.name(row));
        writeMillis(json, "start", regions.startMicros(row));
        writeMillis(json, "duration", regions.durationMicros(row));
        json.writeEndObject();
      }
    }
  }

  private void writeAllocations(JsonGenerator json) throws IOException {
    AllocationTable allocations = timeline.allocations();
    for (int row = 0; row < allocations.size(); row++) {
      if (selection.has(allocations.thread(row)) && selection.has(allocations.timeMicros(row))) {
        begin(json, "allocation");
        writeThread(json, allocations.thread(row));
        writeMillis(json, "start", allocations.timeMicros(row));
        json.writeStringField("class", allocations.className(row));
        json.writeNumberField("weight", (long) allocations.weightBytes(row));
        writeStack(json, allocations.stack(row));
        json.writeEndObject();
      }
    }
  }

  private void writeSpans(JsonGenerator json) throws IOException {
    Spans spans = Spans.of(timeline);
    for (int thread = 0; thread < threadNames.length; thread++) {
      if (!selection.has(thread)) {
        continue;
      }
      SpanTable table = spans.spans(thread);
      for (int row = 0; row < table.size(); row++) {
        if (table.method(row) >= 0
            && isSelected(thread, table.startMicros(row), table.endMicros(row))) {
          begin(json, "span");
          writeThread(json, thread);
          json.writeNumberField("depth", table.depth(row));
          json.writeStringField("method", methodNames[table.method(row)]);
          writeMillis(json, "start", table.startMicros(row));
          writeMillis(json, "duration", table.durationMicros(row));
          writeMillis(json, "cpu", table.cpuMicros(row));
          json.writeNumberField("samples", table.samples(row));
          writeMillis(json, "uncertainty", table.uncertaintyMicros(row));
          json.writeEndObject();
        }
      }
      spans.forget(thread);
    }
  }

  private void writeWaits(JsonGenerator json) throws IOException {
    WaitTable waits = timeline.waits();
    for (int row = 0; row < waits.size(); row++) {
      if (isWanted(waits.kind(row))
          && isSelected(waits.thread(row), waits.startMicros(row), waits.endMicros(row))) {
        begin(json, "wait");
        writeThread(json, waits.thread(row));
        json.writeStringField("kind", waits.kind(row).id());
        writeMillis(json, "start", waits.startMicros(row));
        writeMillis(json, "duration", waits.durationMicros(row));
        int stack = waits.stack(row);
        json.writeStringField("method", stack < 0 ? "" : methodNames[timeline.methodAt(stack)]);
        json.writeStringField("detail", waits.detail(row));
        if (waits.ownerThread(row) >= 0) {
          json.writeStringField("owner", threadNames[waits.ownerThread(row)]);
        }
        if (waits.bytes(row) >= 0) {
          json.writeNumberField("bytes", (long) waits.bytes(row));
        }
        json.writeEndObject();
      }
    }
  }

  private boolean isWanted(WaitKind kind) {
    Mode mode = options.mode();
    return mode == null || mode == Mode.WALL || mode.counts(kind);
  }

  private void writePauses(JsonGenerator json) throws IOException {
    PauseTable pauses = timeline.pauses();
    for (int row = 0; row < pauses.size(); row++) {
      if (overlaps(pauses.startMicros(row), pauses.endMicros(row))) {
        begin(json, "wait");
        json.writeNullField("thread");
        json.writeStringField("kind", pauses.kind(row).id());
        writeMillis(json, "start", pauses.startMicros(row));
        writeMillis(json, "duration", pauses.durationMicros(row));
        json.writeStringField("method", "");
        json.writeStringField("detail", pauses.detail(row));
        json.writeEndObject();
      }
    }
  }

  private void writeLog(JsonGenerator json) throws IOException {
    MarkerTable markers = timeline.markers();
    for (int row = 0; row < markers.size(); row++) {
      int thread = markers.thread(row);
      boolean wanted = thread < 0 ? options.threads() == null : selection.has(thread);
      if (wanted && selection.has(markers.timeMicros(row))) {
        begin(json, "log");
        writeThread(json, thread);
        json.writeStringField("level", markers.level(row).id());
        json.writeStringField("logger", markers.logger(row));
        json.writeStringField("message", markers.message(row));
        writeMillis(json, "start", markers.timeMicros(row));
        json.writeStringField("source", markers.source(row));
        if (!markers.throwable(row).isEmpty()) {
          json.writeStringField("throwable", markers.throwable(row));
        }
        if (!markers.context(row).isEmpty()) {
          json.writeStringField("context", markers.context(row));
        }
        json.writeEndObject();
      }
    }
  }

  private void writeMetrics(JsonGenerator json) throws IOException {
    for (Lane lane : timeline.lanes()) {
      for (int row = 0; row < lane.size(); row++) {
        if (selection.has(lane.timeMicros(row)) && Double.isFinite(lane.value(row))) {
          begin(json, "metric");
          json.writeStringField("lane", lane.name());
          json.writeStringField("unit", lane.unit());
          writeMillis(json, "start", lane.timeMicros(row));
          json.writeNumberField("value", lane.value(row));
          json.writeEndObject();
        }
      }
    }
  }

  private void writeFindings(JsonGenerator json) throws IOException {
    for (Finding finding : Findings.of(Spans.of(timeline))) {
      boolean hasTime = finding.startMicros() >= 0;
      double end = finding.startMicros() + Math.max(1, finding.durationMicros());
      boolean ofOther = finding.thread() >= 0 && !selection.has(finding.thread());
      if (ofOther || (hasTime && !overlaps(finding.startMicros(), end))) {
        continue;
      }
      begin(json, "finding");
      json.writeStringField("kind", finding.kind().id());
      json.writeStringField("title", finding.title());
      json.writeStringField("detail", finding.detail());
      json.writeStringField("method", finding.method() < 0 ? "" : methodNames[finding.method()]);
      if (hasTime) {
        writeMillis(json, "start", finding.startMicros());
        writeMillis(json, "duration", finding.durationMicros());
      } else {
        json.writeNullField("start");
      }
      if (finding.thread() >= 0) {
        writeThread(json, finding.thread());
      }
      json.writeStringField("severity", severityId(finding.severity()));
      json.writeEndObject();
    }
  }

  private static String severityId(Finding.Severity severity) {
    return switch (severity) {
      case INFO -> "info";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  private boolean isSelected(int thread, double start, double end) {
    return selection.has(thread) && overlaps(start, end);
  }

  private boolean overlaps(double start, double end) {
    return (end > selection.fromMicros() || (start == end && start >= selection.fromMicros()))
        && start < selection.toMicros();
  }

  private static void begin(JsonGenerator json, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
  }

  private void writeThread(JsonGenerator json, int thread) throws IOException {
    if (thread < 0) {
      json.writeNullField("thread");
      return;
    }
    json.writeStringField("thread", threadNames[thread]);
    if (ambiguous[thread]) {
      json.writeNumberField("threadId", (long) timeline.threads().id(thread));
    }
  }

  private static void writeMillis(JsonGenerator json, String name, double micros)
      throws IOException {
    json.writeNumberField(name, Double.isFinite(micros) ? Math.rint(micros) / 1000 : 0);
  }

  /** The leaf first. */
  private void writeStack(JsonGenerator json, int stack) throws IOException {
    json.writeArrayFieldStart("stack");
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      json.writeString(methodNames[timeline.methodAt(node)]);
    }
    json.writeEndArray();
  }
}
