package dev.microlog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.TerminalText;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code microlog info}: what is in a recording or timeline. */
@Command(
    name = "info",
    description = "Says what is in a recording or a timeline.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A .jfr or .microlog file.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Write JSON to stdout.")
  private boolean json;

  InfoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode info = describe(new TimelineInput(terminal).read(file));
    if (json) {
      terminal.out().println(JSON.writeValueAsString(info));
    } else {
      print("", info);
    }
    return 0;
  }

  /** Prints {@code threads 12} for each value, and objects indented below their name. */
  private void print(String indent, JsonNode object) {
    for (var field : object.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        if (!value.isEmpty()) {
          terminal.out().println(indent + field.getKey());
          print(indent + "  ", value);
        }
      } else if (value.isArray()) {
        value.forEach(each -> terminal.out().println(indent + field.getKey() + "  " + line(each)));
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%s%-" + (26 - indent.length()) + "s %s",
                    indent,
                    field.getKey(),
                    TerminalText.of(value.asText())));
      }
    }
  }

  private static String line(JsonNode value) {
    StringBuilder line = new StringBuilder();
    value.properties().forEach(field -> line.append(field.getValue().asText()).append("  "));
    return TerminalText.of(line.toString().strip());
  }

  /** All of it as numbers and names; times in milliseconds. */
  static ObjectNode describe(Timeline timeline) {
    ObjectNode info = JSON.createObjectNode();
    recording(info, timeline.recording());
    info.put("complete", timeline.complete());
    info.put("threads", timeline.threads().size());
    info.put("virtualThreads", virtualThreads(timeline));
    info.put("methods", timeline.methods().size());
    info.put("stacks", timeline.stacks().size());
    info.set("samples", samples(timeline));
    info.set("waits", waits(timeline));
    info.set("pauses", pauses(timeline));
    info.set("markers", markers(timeline));
    info.put("regions", timeline.regions().size());
    info.put("allocations", timeline.allocations().size());
    info.put("exceptions", timeline.exceptions().size());
    info.put("leaks", timeline.leaks().size());
    ObjectNode lanes = info.putObject("lanes");
    for (Lane lane : timeline.lanes()) {
      lanes.putObject(lane.name()).put("unit", lane.unit()).put("points", lane.size());
    }
    for (Finding finding : timeline.findings()) {
      info.withArray("findings")
          .addObject()
          .put("kind", finding.kind().id())
          .put("title", finding.title())
          .put("detail", finding.detail());
    }
    return info;
  }

  private static void recording(ObjectNode info, RecordingInfo recording) {
    info.put("name", recording.name());
    info.put(
        "start",
        Instant.EPOCH
            .plus((long) recording.startEpochMicros(), ChronoUnit.MICROS)
            .atOffset(ZoneOffset.UTC)
            .toString());
    info.put("duration", recording.durationMicros() / 1000);
    info.put("jvm", recording.jvm());
    info.put("javaVersion", recording.javaVersion());
    info.put("host", recording.host());
    info.put("processId", (long) recording.processId());
    info.put("cores", recording.cores());
    info.put("maxHeapBytes", (long) recording.maxHeapBytes());
    info.put("commandLine", recording.commandLine());
    info.put("source", recording.source());
    ObjectNode periods = info.putObject("periods");
    period(periods, "execution", recording.executionPeriodMicros());
    period(periods, "native", recording.nativePeriodMicros());
    period(periods, "cpu", recording.cpuPeriodMicros());
    info.put("lostSamples", (long) recording.lostSamples());
    info.put("lostBytes", (long) recording.lostBytes());
  }

  private static void period(ObjectNode periods, String name, double micros) {
    if (micros >= 0) {
      periods.put(name, micros / 1000);
    }
  }

  private static int virtualThreads(Timeline timeline) {
    int count = 0;
    for (int row = 0; row < timeline.threads().size(); row++) {
      count += timeline.threads().isVirtual(row) ? 1 : 0;
    }
    return count;
  }

  private static ObjectNode samples(Timeline timeline) {
    int[] counts = new int[SampleKind.values().length];
    for (int row = 0; row < timeline.samples().size(); row++) {
      counts[timeline.samples().kind(row).ordinal()]++;
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("total", timeline.samples().size());
    for (SampleKind kind : SampleKind.values()) {
      put(node, kind.name().toLowerCase(Locale.ROOT), counts[kind.ordinal()]);
    }
    return node;
  }

  private static ObjectNode waits(Timeline timeline) {
    int[] counts = new int[WaitKind.values().length];
    for (int row = 0; row < timeline.waits().size(); row++) {
      counts[timeline.waits().kind(row).ordinal()]++;
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("total", timeline.waits().size());
    for (WaitKind kind : WaitKind.values()) {
      put(node, kind.id(), counts[kind.ordinal()]);
    }
    return node;
  }

  private static ObjectNode pauses(Timeline timeline) {
    int[] counts = new int[PauseKind.values().length];
    double micros = 0;
    for (int row = 0; row < timeline.pauses().size(); row++) {
      counts[timeline.pauses().kind(row).ordinal()]++;
      micros += timeline.pauses().durationMicros(row);
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("total", timeline.pauses().size());
    for (PauseKind kind : PauseKind.values()) {
      put(node, kind.id(), counts[kind.ordinal()]);
    }
    node.put("duration", micros / 1000);
    return node;
  }

  private static ObjectNode markers(Timeline timeline) {
    int[] counts = new int[Level.values().length];
    for (int row = 0; row < timeline.markers().size(); row++) {
      counts[timeline.markers().level(row).ordinal()]++;
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("total", timeline.markers().size());
    for (Level level : Level.values()) {
      put(node, level.id(), counts[level.ordinal()]);
    }
    return node;
  }

  private static void put(ObjectNode node, String name, int count) {
    if (count > 0) {
      node.put(name, count);
    }
  }
}
