package dev.microlog.convert.build;

import java.util.Map;

/**
 * The CPU time of single threads, which JFR tells every ten seconds and when a thread ends, as its
 * share of all processors since it told last. What that means in µs is known only when chunks are
 * joined: {@link ThreadLoads}.
 */
final class ThreadLoadSinks implements ChunkTables.Sinks {
  private final RecordingFacts facts;

  ThreadLoadSinks(RecordingFacts facts) {
    this.facts = facts;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.ThreadCPULoad", (type, fields) -> load(fields));
    factories.put("jdk.ContainerConfiguration", (type, fields) -> container(fields));
  }

  private EventSink load(EventFields fields) {
    int user = fields.find("user");
    int system = fields.find("system");
    return event -> {
      double share = event.number(user) + event.number(system);
      if (event.thread() >= 0 && share >= 0 && share <= 1.001) {
        facts.loads.add(new RecordingFacts.Load(event.thread(), event.startMicros(), share));
      }
    };
  }

  /** A container may have fewer processors than its machine, and JFR reckons with these. */
  private EventSink container(EventFields fields) {
    int count = fields.find("effectiveCpuCount");
    return event -> {
      double processors = event.number(count);
      if (processors > 0) {
        facts.availableProcessors = (int) processors;
      }
    };
  }
}
