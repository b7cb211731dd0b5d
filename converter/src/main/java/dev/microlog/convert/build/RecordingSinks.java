package dev.microlog.convert.build;

import dev.microlog.convert.Redaction;
import dev.microlog.convert.chunk.EventTypes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was recorded, and how: JVM, machine, settings. Nothing secret passes here. */
final class RecordingSinks implements ChunkTables.Sinks {
  private final RecordingFacts facts;
  private final Settings settings;
  private final EventTypes types;
  private final double startMicros;

  RecordingSinks(RecordingFacts facts, Settings settings, EventTypes types, double startMicros) {
    this.facts = facts;
    this.settings = settings;
    this.types = types;
    this.startMicros = startMicros;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.ActiveSetting", (type, fields) -> activeSetting(fields));
    factories.put("jdk.JVMInformation", (type, fields) -> jvmInformation(fields));
    factories.put("jdk.CPUInformation", (type, fields) -> cpuInformation(fields));
    factories.put("jdk.GCHeapConfiguration", (type, fields) -> heapConfiguration(fields));
    factories.put("microlog.Recording", (type, fields) -> recording(fields));
  }

  private EventSink activeSetting(EventFields fields) {
    int id = fields.find("id");
    int name = fields.find("name");
    int value = fields.find("value");
    return event -> {
      String eventType = types.name((long) event.number(id));
      String settingName = event.text(name);
      String settingValue = event.text(value);
      if (eventType != null && settingName != null && settingValue != null) {
        // Settings that hold from the chunk's start are written a moment later.
        double from = event.startMicros() - startMicros < 1e6 ? startMicros : event.startMicros();
        settings.add(from, eventType, settingName, settingValue);
      }
    };
  }

  private EventSink jvmInformation(EventFields fields) {
    int name = fields.find("jvmName");
    int version = fields.find("jvmVersion");
    int arguments = fields.find("javaArguments");
    int pid = fields.find("pid");
    int start = fields.find("jvmStartTime");
    return event -> {
      facts.jvm = nonNull(event.text(name));
      facts.jvmVersion = nonNull(event.text(version));
      facts.javaVersion = javaVersion(facts.jvmVersion);
      facts.jvmStartMicros = event.number(start) - startMicros;
      facts.commandLine = Redaction.commandLine(nonNull(event.text(arguments)));
      double processId = event.number(pid);
      if (processId > 0) {
        facts.processId = processId;
      }
    };
  }

  /** {@code 25.0.3+9-LTS} of {@code OpenJDK … JRE (25.0.3+9-LTS), built on …}. */
  static String javaVersion(String jvmVersion) {
    int start = jvmVersion.indexOf("JRE (");
    if (start < 0) {
      return jvmVersion.length() > 40 ? "" : jvmVersion;
    }
    int end = jvmVersion.indexOf(')', start);
    return end < 0 ? "" : jvmVersion.substring(start + 5, end);
  }

  private EventSink cpuInformation(EventFields fields) {
    int threads = fields.find("hwThreads", "cores");
    return event -> {
      double count = event.number(threads);
      if (count > 0) {
        facts.cores = (int) count;
      }
    };
  }

  private EventSink heapConfiguration(EventFields fields) {
    int max = fields.find("maxSize");
    return event -> {
      double bytes = event.number(max);
      if (bytes > 0) {
        facts.maxHeapBytes = bytes;
      }
    };
  }

  private EventSink recording(EventFields fields) {
    int name = fields.find("name");
    int pid = fields.find("processId");
    int zone = fields.find("timeZone");
    int jvm = fields.find("jvm");
    int javaVersion = fields.find("javaVersion");
    int command = fields.find("command");
    int processors = fields.find("processors");
    return event -> {
      // The agent leaves jdk.JVMInformation out, whose arguments may hold secrets.
      if (facts.jvm.isEmpty()) {
        facts.jvm = nonNull(event.text(jvm));
        facts.javaVersion = nonNull(event.text(javaVersion));
      }
      if (facts.commandLine.isEmpty()) {
        facts.commandLine = Redaction.commandLine(nonNull(event.text(command)));
      }
      double count = event.number(processors);
      if (count > 0) {
        facts.availableProcessors = (int) count;
        facts.cores = facts.cores < 0 ? (int) count : facts.cores;
      }
      facts.name = nonNull(event.text(name));
      facts.zone = nonNull(event.text(zone));
      double processId = event.number(pid);
      if (processId > 0) {
        facts.processId = processId;
      }
    };
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
