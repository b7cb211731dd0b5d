package dev.microlog.web.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.web.net.Json;
import dev.microlog.web.state.Range;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogIndexTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              Finding.Kind.LOCK, Finding.Severity.WARNING, "contended", "who", 0, 1500, 10, -1),
          new Finding(Finding.Kind.DATA_LOSS, Finding.Severity.WARNING, "lost", "", -1, -1, 0, -1));

  private final TimelineBuilder builder = new TimelineBuilder();
  private final int main = builder.threads().add(1, "main", "main", false);
  private final int worker = builder.threads().add(2, "worker", "main", false);

  private void log(double time, int thread, Level level, String logger, String message) {
    var strings = builder.strings();
    builder
        .markers()
        .add(
            time,
            thread,
            level,
            strings.intern(logger.isEmpty() ? "stdout" : "jul"),
            strings.intern(logger),
            strings.intern(message),
            -1,
            -1,
            -1);
  }

  private Timeline timeline() {
    log(1000, main, Level.INFO, "app", "one");
    log(2000, worker, Level.ERROR, "app", "two\nlines");
    log(3000, main, Level.DEBUG, "", "printed");
    builder.regions().add(main, 2500, 400, builder.strings().intern("checkout"));
    return builder.build();
  }

  private static String draw(LogIndex index) {
    StringBuilder text = new StringBuilder();
    for (int entry = 0; entry < index.size(); entry++) {
      text.append(index.logger(entry)).append(' ');
    }
    return text.toString().strip();
  }

  private static LogFilter filter(Level least, int thread, String logger, @Nullable String text) {
    return new LogFilter(least, thread, logger, text == null ? null : Pattern.compile(text), null);
  }

  @Test
  void everythingStandsInOrderOfTimeAndStatisticsAtTheEnd() {
    Timeline timeline = timeline();
    LogIndex index =
        LogIndex.of(timeline, FINDINGS, Statistics.of(timeline).subList(0, 1), LogFilter.ALL);
    assertEquals("app lock app region stdout data_loss statistics", draw(index));
    assertEquals(2, index.entryOfMarker(1));
    assertTrue(index.message(6).startsWith("GC pauses: Count 0"), index.message(6));
  }

  @Test
  void statisticsNameTheMetricsOfTheJdkAndKeepAProgramsOwn() {
    builder.lanes().add("memory.machine", "bytes", "jdk", 1000, 2e9);
    builder.lanes().add("context.switches", "1/s", "jdk", 1000, 1701);
    builder.lanes().add("queue.length", "count", "shop", 1000, 7);
    var sentences = Statistics.of(timeline()).stream().map(Statistics.Subject::sentence).toList();
    String text = String.join("\n", sentences);
    assertTrue(text.contains("Memory: The machine 2 GB"), text);
    assertTrue(text.contains("CPU: Context switches 1701/s"), text);
    assertTrue(text.contains("Other lanes: queue.length 7"), text);
  }

  @Test
  void filters() {
    Timeline timeline = timeline();
    var statistics = Statistics.of(timeline);
    assertEquals(
        "lock app data_loss",
        draw(LogIndex.of(timeline, FINDINGS, statistics, filter(Level.WARN, -1, "", null))));
    assertEquals(
        "app", draw(LogIndex.of(timeline, FINDINGS, filter(Level.TRACE, worker, "", null))));
    assertEquals(
        "stdout", draw(LogIndex.of(timeline, FINDINGS, filter(Level.TRACE, -1, "stdout", null))));
    assertEquals(
        "region", draw(LogIndex.of(timeline, FINDINGS, filter(Level.TRACE, -1, "region", null))));
    assertEquals(
        "app lock", draw(LogIndex.of(timeline, FINDINGS, filter(Level.TRACE, -1, "", "on[et]"))));
    LogFilter range = new LogFilter(Level.TRACE, -1, "", null, new Range(1400, 2600));
    assertEquals("lock app region", draw(LogIndex.of(timeline, FINDINGS, statistics, range)));
  }

  @Test
  void markersThatComeOutOfOrderAreSorted() {
    log(9000, main, Level.INFO, "late", "x");
    Timeline timeline = timeline();
    LogIndex index = LogIndex.of(timeline, List.of(), LogFilter.ALL);
    assertEquals(9000, index.timeMicros(index.size() - 1));
  }

  @Test
  void linesOfJsonAreOneForEachEntry() {
    Timeline timeline = timeline();
    LogIndex index = LogIndex.of(timeline, FINDINGS, Statistics.of(timeline), LogFilter.ALL);
    String[] lines = LogExport.jsonLines(timeline, index).split("\n", -1);
    assertEquals(index.size() + 1, lines.length);
    for (int entry = 0; entry < index.size(); entry++) {
      Json json = Json.parse(lines[entry]);
      String type =
          switch (index.kind(entry)) {
            case MARKER -> "log";
            case REGION -> "region";
            case FINDING -> "finding";
            case STATISTIC -> "statistic";
          };
      assertEquals(type, json.text("type"));
    }
    assertEquals("two\nlines", Json.parse(lines[2]).text("message"));
    assertEquals(2, Json.parse(lines[2]).number("start"));
    assertTrue(LogExport.text(timeline, index).contains("0.002\tERROR\tworker\tapp\ttwo\nlines\n"));
  }

  @Test
  void aMillionEntriesAreIndexed() {
    for (int i = 0; i < 1_000_000; i++) {
      log(i, i % 2, Level.INFO, "app", "message " + i % 100);
    }
    Timeline timeline = builder.build();
    LogIndex index = LogIndex.of(timeline, FINDINGS, filter(Level.TRACE, -1, "", "message 7$"));
    assertEquals(10_000, index.size());
    assertEquals(1_000_002, LogIndex.of(timeline, FINDINGS, LogFilter.ALL).size());
  }

  @Test
  void aSearchGoesRoundAmongTheEntriesThatAreShown() {
    Timeline timeline = timeline();
    LogIndex index = LogIndex.of(timeline, FINDINGS, LogFilter.ALL);
    assertEquals("app lock app region stdout data_loss", draw(index));
    LogSearch search = new LogSearch(timeline, index, Pattern.compile("one|cont|lines|CHECK"));
    assertEquals(3, search.count());
    assertEquals(0, search.next(-1, 1));
    assertEquals(1, search.next(0, 1), "the title of a finding");
    assertEquals(2, search.next(1, 1), "the second line of a message");
    assertEquals(0, search.next(2, 1));
    assertEquals(2, search.next(0, -1));
    assertEquals(2, search.next(-1, -1));
    assertEquals(2, search.before(2));
    assertEquals(-1, new LogSearch(timeline, index, Pattern.compile("nothing")).next(0, 1));
    LogIndex warnings = LogIndex.of(timeline, FINDINGS, filter(Level.WARN, -1, "", null));
    assertEquals(2, new LogSearch(timeline, warnings, Pattern.compile("one|cont|lines")).count());
  }
}
