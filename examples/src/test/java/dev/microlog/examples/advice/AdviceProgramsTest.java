package dev.microlog.examples.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.examples.Jdk;
import dev.microlog.examples.RecordedProgram;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.findings.Advice;
import dev.microlog.timeline.analysis.findings.AdviceRules;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each rule of the Tips tab sees the program that does what it advises against, and says nothing of
 * the one that does the same work as advised. Both are recorded as a person would record them.
 */
class AdviceProgramsTest {
  private static final String MILLIS = "1500";

  private static Timeline record(
      Class<?> program, Path folder, List<String> options, String... pieces)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.getName(), MILLIS));
    command.addAll(List.of(pieces));
    return RecordedProgram.record(Jdk.current(), folder, "microlog", options, command).timeline();
  }

  /** Each advice with the methods that its evidence names. */
  private static Map<String, String> advice(Timeline timeline) {
    Map<String, String> advice = new TreeMap<>();
    for (Advice each : AdviceRules.of(Spans.of(timeline))) {
      String methods =
          each.evidence().stream()
              .map(e -> e.method() < 0 ? "" : timeline.methods().qualifiedName(e.method()))
              .collect(Collectors.joining(" "));
      advice.put(each.rule(), methods);
    }
    return advice;
  }

  private static void assertBlames(Map<String, String> advice, String rule, String method) {
    assertTrue(advice.containsKey(rule), rule + " is missing: " + advice);
    assertTrue(advice.get(rule).contains(method), rule + ": " + advice.get(rule));
  }

  @Test
  void wastedProcessorTimeIsSeen(@TempDir Path folder) throws Exception {
    Timeline timeline =
        record(
            Wasteful.class,
            folder,
            List.of(),
            "regex",
            "formatting",
            "logging",
            "exceptions",
            "buffer");
    Map<String, String> advice = advice(timeline);
    assertBlames(advice, "regex-in-loop", "Wasteful.lambda$regex");
    assertBlames(advice, "formatting", "Wasteful.lambda$formatting");
    assertBlames(advice, "logging-cost", "Wasteful.lambda$logging");
    assertBlames(advice, "exceptions-as-control-flow", "Wasteful.lambda$exceptions");
    assertBlames(advice, "small-buffers", "Wasteful.lambda$buffer");
  }

  @Test
  void wastedMemoryIsSeen(@TempDir Path folder) throws Exception {
    Timeline timeline =
        record(
            Wasteful.class,
            folder,
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            "boxing",
            "garbage",
            "explicit-gc");
    Map<String, String> advice = advice(timeline);
    assertBlames(advice, "boxed-collections", "Wasteful.lambda$boxing");
    assertBlames(advice, "gc-pressure", "");
    assertBlames(advice, "explicit-gc", "");
  }

  @Test
  void wastedWaitingIsSeen(@TempDir Path folder) throws Exception {
    Timeline timeline =
        record(Wasteful.class, folder, List.of(), "lock", "event-loop", "pinning", "threads");
    Map<String, String> advice = advice(timeline);
    assertBlames(advice, "contended-lock", "Wasteful.lambda$lock");
    assertBlames(advice, "blocked-event-loop", "advice.Work.sleep");
    assertBlames(advice, "short-lived-threads", "");
    if (Jdk.current().feature() >= 21) {
      assertBlames(advice, "pinned-virtual-threads", "advice.");
    }
  }

  @Test
  void nothingIsSaidOfTheThrifty(@TempDir Path folder) throws Exception {
    Timeline timeline =
        record(
            Thrifty.class,
            folder,
            List.of(),
            "regex",
            "formatting",
            "logging",
            "exceptions",
            "buffer",
            "boxing",
            "garbage",
            "explicit-gc",
            "lock",
            "event-loop",
            "pinning",
            "threads");
    assertEquals(Map.of(), advice(timeline));
  }
}
