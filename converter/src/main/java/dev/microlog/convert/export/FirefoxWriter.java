package dev.microlog.convert.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processed profile format of profiler.firefox.com, version {@value #VERSION}, which the
 * profiler upgrades to its own: a thread for each thread with samples, waits and log entries as
 * markers.
 *
 * <p>The profiler draws a sample until the next one, so a sample without a stack ends each stretch:
 * a gap stays a gap. Usual is wall time.
 */
final class FirefoxWriter {
  private static final int VERSION = 48;
  private static final int GECKO_VERSION = 29;
  private static final String[] CATEGORIES = {"Other", "Your code", "Library", "JDK", "Waiting"};
  private static final String[] COLORS = {"grey", "orange", "blue", "grey", "purple"};
  private static final int WAITING = 4;

  private final Timeline timeline;
  private final ExportOptions options;
  private final Selection selection;
  private final Spans spans;

  /** For each thread the rows of its log entries. */
  private final Map<Integer, List<Integer>> logOf = new HashMap<>();

  FirefoxWriter(Timeline timeline, ExportOptions options) {
    this.timeline = timeline;
    this.options = options;
    selection = options.selection(timeline);
    spans = Spans.of(timeline);
    MarkerTable log = timeline.markers();
    for (int row = 0; row < log.size(); row++) {
      if (selection.has(log.timeMicros(row))) {
        logOf.computeIfAbsent(log.thread(row), t -> new ArrayList<>()).add(row);
      }
    }
  }

  void write(OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      writeMeta(json);
      writeEmptyArrays(json, "libs", "pages");
      json.writeArrayFieldStart("threads");
      List<List<Sample>> samples = collect();
      boolean any = false;
      for (int thread = 0; thread < samples.size(); thread++) {
        if (!samples.get(thread).isEmpty()) {
          new ThreadWriter(json, thread).write(samples.get(thread));
          any = true;
        }
      }
      if (!any) {
        // the profiler opens no profile without a thread and a stretch of time
        double from = Math.max(0, selection.fromMicros());
        double to = from + selection.durationMicros(timeline);
        new ThreadWriter(json, firstThread())
            .write(List.of(new Sample(from, -1, 0), new Sample(to, -1, 0)));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** The first thread that was asked for, -1 if there is none. */
  private int firstThread() {
    int thread = 0;
    while (thread < timeline.threads().size() && !selection.has(thread)) {
      thread++;
    }
    return thread < timeline.threads().size() ? thread : -1;
  }

  private void writeMeta(JsonGenerator json) throws IOException {
    double period = timeline.recording().executionPeriodMicros();
    json.writeObjectFieldStart("meta");
    json.writeNumberField("interval", period > 0 ? period / 1000 : 20);
    json.writeNumberField("startTime", timeline.recording().startEpochMicros() / 1000);
    json.writeNumberField("processType", 0);
    json.writeNumberField("stackwalk", 1);
    json.writeNumberField("version", GECKO_VERSION);
    json.writeNumberField("preprocessedProfileVersion", VERSION);
    json.writeStringField("product", timeline.recording().name());
    json.writeStringField("importedFrom", "microlog");
    for (String field :
        List.of("abi", "misc", "oscpu", "platform", "toolkit", "appBuildID", "sourceURL")) {
      json.writeStringField(field, "");
    }
    json.writeNumberField("physicalCPUs", 0);
    json.writeNumberField("logicalCPUs", Math.max(0, timeline.recording().cores()));
    json.writeBooleanField("symbolicated", true);
    json.writeBooleanField("usesOnlyOneStackType", true);
    json.writeBooleanField("doesNotUseFrameImplementation", true);
    json.writeBooleanField("sourceCodeIsNotOnSearchfox", true);
    json.writeObjectFieldStart("extensions");
    writeEmptyArrays(json, "id", "name", "baseURL");
    json.writeNumberField("length", 0);
    json.writeEndObject();
    json.writeArrayFieldStart("categories");
    for (int category = 0; category < CATEGORIES.length; category++) {
      json.writeStartObject();
      json.writeStringField("name", CATEGORIES[category]);
      json.writeStringField("color", COLORS[category]);
      json.writeArrayFieldStart("subcategories");
      json.writeString("Other");
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("markerSchema");
    writeSchema(json, "Wait");
    writeSchema(json, "Log");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeSchema(JsonGenerator json, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("tooltipLabel", "{marker.name}");
    json.writeStringField("tableLabel", "{marker.name} – {marker.data.detail}");
    json.writeStringField("chartLabel", "{marker.name}");
    json.writeArrayFieldStart("display");
    json.writeString("marker-chart");
    json.writeString("marker-table");
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    json.writeStartObject();
    json.writeStringField("key", "detail");
    json.writeStringField("label", "Detail");
    json.writeStringField("format", "string");
    json.writeBooleanField("searchable", true);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private record Sample(double micros, int stack, double weight) {}

  private List<List<Sample>> collect() {
    List<List<Sample>> all = new ArrayList<>();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      all.add(new ArrayList<>());
    }
    Mode mode = options.modeOr(Mode.WALL);
    if (mode == Mode.WALL) {
      collectSegments(all);
    } else {
      Weights.visit(
          spans,
          selection,
          mode,
          (thread, micros, stack, weight) ->
              all.get(thread).add(new Sample(micros, stack, weight)));
    }
    return all;
  }

  private void collectSegments(List<List<Sample>> all) {
    for (int thread = 0; thread < all.size(); thread++) {
      if (!selection.has(thread)) {
        continue;
      }
      Segments segments = spans.segments(thread);
      List<Sample> samples = all.get(thread);
      for (int segment = 0; segment < segments.size(); segment++) {
        double from = Math.max(segments.fromMicros(segment), selection.fromMicros());
        double to = Math.min(segments.toMicros(segment), selection.toMicros());
        if (from >= to) {
          continue;
        }
        samples.add(new Sample(from, Weights.stack(spans, segments, segment), to - from));
        boolean last = segment + 1 == segments.size() || !segments.touchesPrevious(segment + 1);
        if (last) {
          samples.add(new Sample(to, -1, 0));
        }
      }
      spans.forget(thread);
    }
  }

  private static void writeEmptyArrays(JsonGenerator json, String... names) throws IOException {
    for (String name : names) {
      json.writeArrayFieldStart(name);
      json.writeEndArray();
    }
  }

  /**
   * Writes one thread with its own dictionaries, as the format wants it; -1 stands for a thread of
   * which nothing is known.
   */
  private final class ThreadWriter {
    private final JsonGenerator json;
    private final int thread;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<Integer, Integer> stackIndex = new LinkedHashMap<>();
    private final Map<Integer, Integer> frameIndex = new LinkedHashMap<>();
    private final Map<Integer, Integer> funcIndex = new LinkedHashMap<>();

    ThreadWriter(JsonGenerator json, int thread) {
      this.json = json;
      this.thread = thread;
    }

    void write(List<Sample> samples) throws IOException {
      ThreadTable threads = timeline.threads();
      json.writeStartObject();
      json.writeStringField("processType", "default");
      json.writeStringField("processName", timeline.recording().name());
      json.writeNumberField("processStartupTime", 0);
      json.writeNullField("processShutdownTime");
      double start = thread < 0 ? 0 : Math.max(0, threads.startMicros(thread));
      double end = thread < 0 ? -1 : threads.endMicros(thread);
      String name = thread < 0 ? timeline.recording().name() : threads.displayName(thread);
      json.writeNumberField("registerTime", start / 1000);
      if (end < 0) {
        json.writeNullField("unregisterTime");
      } else {
        json.writeNumberField("unregisterTime", end / 1000);
      }
      writeEmptyArrays(json, "pausedRanges");
      json.writeStringField("name", name);
      json.writeBooleanField("isMainThread", name.equals("main"));
      json.writeStringField(
          "pid", String.valueOf((long) Math.max(0, timeline.recording().processId())));
      json.writeNumberField("tid", thread < 0 ? 0 : (long) threads.id(thread));
      writeSamples(samples);
      writeMarkers();
      writeStacks();
      writeFrames();
      writeFunctions();
      json.writeObjectFieldStart("resourceTable");
      writeEmptyArrays(json, "lib", "name", "host", "type");
      json.writeNumberField("length", 0);
      json.writeEndObject();
      json.writeObjectFieldStart("nativeSymbols");
      writeEmptyArrays(json, "libIndex", "address", "name", "functionSize");
      json.writeNumberField("length", 0);
      json.writeEndObject();
      json.writeArrayFieldStart("stringArray");
      for (String text : strings.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void writeSamples(List<Sample> samples) throws IOException {
      json.writeObjectFieldStart("samples");
      boolean bytes = options.modeOr(Mode.WALL).isBytes();
      json.writeStringField("weightType", bytes ? "bytes" : "tracing-ms");
      json.writeArrayFieldStart("weight");
      for (Sample sample : samples) {
        json.writeNumber(bytes ? sample.weight : sample.weight / 1000);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("stack");
      for (Sample sample : samples) {
        if (sample.stack < 0) {
          json.writeNull();
        } else {
          json.writeNumber(stack(sample.stack));
        }
      }
      json.writeEndArray();
      json.writeArrayFieldStart("time");
      for (Sample sample : samples) {
        json.writeNumber(sample.micros / 1000);
      }
      json.writeEndArray();
      json.writeNumberField("length", samples.size());
      json.writeEndObject();
    }

    /** The index of a stack in this thread's table; callers come before what they call. */
    private int stack(int node) {
      List<Integer> path = new ArrayList<>();
      for (int at = node; at >= 0 && !stackIndex.containsKey(at); ) {
        path.add(at);
        at = timeline.stacks().parent(at);
      }
      for (int i = path.size() - 1; i >= 0; i--) {
        stackIndex.put(path.get(i), stackIndex.size());
        int frame = timeline.stacks().frame(path.get(i));
        frameIndex.putIfAbsent(frame, frameIndex.size());
        funcIndex.putIfAbsent(timeline.frames().method(frame), funcIndex.size());
      }
      return stackIndex.getOrDefault(node, -1);
    }

    private void writeStacks() throws IOException {
      StackTable stacks = timeline.stacks();
      int size = stackIndex.size();
      int[] frames = new int[size];
      int[] prefixes = new int[size];
      int[] categories = new int[size];
      int i = 0;
      for (int node : stackIndex.keySet()) {
        frames[i] = frameIndex.getOrDefault(stacks.frame(node), -1);
        prefixes[i] = stackIndex.getOrDefault(stacks.parent(node), -1);
        categories[i++] = category(timeline.methodAt(node));
      }
      json.writeObjectFieldStart("stackTable");
      writeInts("frame", frames);
      writeInts("prefix", prefixes);
      writeInts("category", categories);
      writeInts("subcategory", new int[size]);
      json.writeNumberField("length", size);
      json.writeEndObject();
    }

    private int category(int method) {
      return 1 + timeline.methods().kind(method).ordinal();
    }

    private void writeFrames() throws IOException {
      FrameTable table = timeline.frames();
      int size = frameIndex.size();
      int[] functions = new int[size];
      int[] lines = new int[size];
      int[] categories = new int[size];
      int i = 0;
      for (int frame : frameIndex.keySet()) {
        functions[i] = funcIndex.getOrDefault(table.method(frame), -1);
        lines[i] = table.line(frame) > 0 ? table.line(frame) : -1;
        categories[i++] = category(table.method(frame));
      }
      json.writeObjectFieldStart("frameTable");
      json.writeFieldName("address");
      int[] none = new int[size];
      Arrays.fill(none, -1);
      json.writeArray(none, 0, size);
      writeInts("inlineDepth", new int[size]);
      writeInts("category", categories);
      writeInts("subcategory", new int[size]);
      writeInts("func", functions);
      writeInts("nativeSymbol", none);
      writeInts("innerWindowID", new int[size]);
      writeInts("implementation", none);
      writeInts("line", lines);
      writeInts("column", none);
      json.writeNumberField("length", size);
      json.writeEndObject();
    }

    private void writeFunctions() throws IOException {
      MethodTable methods = timeline.methods();
      int size = funcIndex.size();
      int[] names = new int[size];
      int[] files = new int[size];
      int i = 0;
      for (int method : funcIndex.keySet()) {
        String file = SourceFiles.of(methods, method);
        names[i] = string(methods.qualifiedName(method));
        files[i++] = file.isEmpty() ? -1 : string(file);
      }
      int[] none = new int[size];
      Arrays.fill(none, -1);
      json.writeObjectFieldStart("funcTable");
      writeBooleans("isJS", size);
      writeBooleans("relevantForJS", size);
      writeInts("name", names);
      json.writeFieldName("resource");
      json.writeArray(none, 0, size);
      writeInts("fileName", files);
      writeInts("lineNumber", none);
      writeInts("columnNumber", none);
      json.writeNumberField("length", size);
      json.writeEndObject();
    }

    private void writeBooleans(String name, int size) throws IOException {
      json.writeArrayFieldStart(name);
      for (int i = 0; i < size; i++) {
        json.writeBoolean(false);
      }
      json.writeEndArray();
    }

    /** Writes an array in which -1 is null. */
    private void writeInts(String name, int[] values) throws IOException {
      json.writeArrayFieldStart(name);
      for (int value : values) {
        if (value < 0) {
          json.writeNull();
        } else {
          json.writeNumber(value);
        }
      }
      json.writeEndArray();
    }

    private int string(String text) {
      strings.putIfAbsent(text, strings.size());
      return strings.getOrDefault(text, 0);
    }

    private record Marker(
        String name, double start, double end, int category, String type, String detail) {}

    private void writeMarkers() throws IOException {
      List<Marker> markers = new ArrayList<>();
      collectWaits(markers);
      collectLog(markers);
      json.writeObjectFieldStart("markers");
      json.writeArrayFieldStart("data");
      for (Marker marker : markers) {
        json.writeStartObject();
        json.writeStringField("type", marker.type);
        json.writeStringField("detail", marker.detail);
        json.writeEndObject();
      }
      json.writeEndArray();
      int[] names = new int[markers.size()];
      int[] phases = new int[markers.size()];
      int[] categories = new int[markers.size()];
      for (int i = 0; i < names.length; i++) {
        names[i] = string(markers.get(i).name);
        phases[i] = markers.get(i).type.equals("Wait") ? 1 : 0;
        categories[i] = markers.get(i).category;
      }
      writeInts("name", names);
      json.writeArrayFieldStart("startTime");
      for (Marker marker : markers) {
        json.writeNumber(marker.start / 1000);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("endTime");
      for (Marker marker : markers) {
        if (marker.type.equals("Wait")) {
          json.writeNumber(marker.end / 1000);
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
      writeInts("phase", phases);
      writeInts("category", categories);
      json.writeNumberField("length", names.length);
      json.writeEndObject();
    }

    private void collectWaits(List<Marker> markers) {
      if (thread < 0) {
        return;
      }
      WaitTable waits = timeline.waits();
      for (int row = waits.firstRow(thread); row < waits.firstRow(thread + 1); row++) {
        if (waits.endMicros(row) > selection.fromMicros()
            && waits.startMicros(row) < selection.toMicros()) {
          markers.add(
              new Marker(
                  waits.kind(row).id(),
                  waits.startMicros(row),
                  waits.endMicros(row),
                  WAITING,
                  "Wait",
                  waits.detail(row)));
        }
      }
    }

    private void collectLog(List<Marker> markers) {
      MarkerTable log = timeline.markers();
      for (int row : logOf.getOrDefault(thread, List.of())) {
        Level level = log.level(row);
        double at = log.timeMicros(row);
        markers.add(new Marker(level.id(), at, at, 0, "Log", log.message(row)));
      }
    }
  }
}
