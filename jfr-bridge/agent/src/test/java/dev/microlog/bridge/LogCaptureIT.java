package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.BadMessages;
import dev.microlog.bridge.program.JulLogs;
import dev.microlog.bridge.program.Log4jLogs;
import dev.microlog.bridge.program.Slf4jLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of java.util.logging become events, once each, whatever handlers there are. */
class LogCaptureIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsEntries(Jdk jdk) throws Exception {
    String format = "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n";
    Result plain = new ChildJvm(jdk, store).option(format).withoutAgent().run(JulLogs.class);
    Result result =
        new ChildJvm(jdk, store).option(format).agent("summary=false").run(JulLogs.class);
    assertEquals(plain.stderrBytes(), result.stderrBytes());
    assertEquals(plain.stdoutBytes(), result.stdoutBytes());
    List<Event> logs = result.events("microlog.Log");
    assertEquals(
        List.of("plain", "order 7 of Ann", "failed", "through System.Logger"),
        logs.stream().map(log -> log.text("message")).toList());
    assertEquals("jul", logs.get(0).text("source"));
    assertEquals("info", logs.get(0).text("level"));
    assertEquals("shop.orders", logs.get(0).text("logger"));
    assertEquals("JulLogs.main", logs.get(0).caller());
    assertEquals("main", logs.get(0).thread());
    assertEquals("error", logs.get(2).text("level"));
    assertTrue(logs.get(2).text("throwable").startsWith("java.lang.IllegalStateException: outer"));
    assertTrue(
        logs.get(2).text("throwable").contains("Caused by: java.lang.RuntimeException: inner"));
    assertEquals("system-logger", logs.get(3).text("source"));
    assertEquals("platform", logs.get(3).text("logger"));
    assertEquals(List.of(), result.events("microlog.Print"), "what a logger prints is its entry");
  }

  static List<Arguments> frameworks() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(
                        jdk, Slf4jLogs.class, "logback", List.of("logback-old", "slf4j-old")),
                    Arguments.of(
                        jdk, Slf4jLogs.class, "logback", List.of("logback-new", "slf4j-new")),
                    Arguments.of(jdk, Log4jLogs.class, "log4j2", List.of("log4j-old")),
                    Arguments.of(jdk, Log4jLogs.class, "log4j2", List.of("log4j-new"))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void recordsFrameworks(Jdk jdk, Class<?> program, String source, List<String> libraries)
      throws Exception {
    Result plain = child(jdk, libraries).withoutAgent().run(program);
    Result result = child(jdk, libraries).agent("summary=false").run(program);
    assertEquals(plain.stdoutBytes(), result.stdoutBytes());
    assertEquals(plain.stderrBytes(), result.stderrBytes());
    assertTrue(
        result.stdout().contains("order 7 of Ann"),
        "the framework really logs: " + result.stdout());

    List<Event> logs = result.events("microlog.Log");
    assertEquals(
        List.of("plain", "order 7 of Ann", "careful", "failed"),
        logs.stream().map(log -> log.text("message")).toList(),
        result.stderr());
    String caller = program.getSimpleName() + ".main";
    assertEquals(
        List.of(caller, caller, caller, caller), logs.stream().map(Event::caller).toList());
    assertEquals(source, logs.get(0).text("source"));
    assertEquals("shop.orders", logs.get(0).text("logger"));
    assertEquals(
        List.of("info", "info", "warn", "error"),
        logs.stream().map(log -> log.text("level")).toList());
    assertEquals("customer=Ann", logs.get(1).text("context"));
    assertTrue(
        logs.get(3).text("throwable").contains("Caused by: java.lang.RuntimeException: inner"));
    assertEquals(
        List.of(), result.events("microlog.Print"), "what an appender prints is its entry");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsAsynchronousLoggersOnTheirOwnThread(Jdk jdk) throws Exception {
    Result result =
        child(jdk, List.of("log4j-new", "disruptor"))
            .option(
                "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector")
            .agent("summary=false")
            .run(Log4jLogs.class);
    List<Event> logs = result.events("microlog.Log");
    assertEquals(4, logs.size(), result.stderr());
    assertEquals("main", logs.get(0).thread());
    assertEquals("Log4jLogs.main", logs.get(0).caller());
    assertTrue(result.stdout().contains("order 7 of Ann"), result.stdout());
    assertEquals(List.of(), printed(result), "the same, by another thread");
  }

  static List<Arguments> logbacks() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, "old"), Arguments.of(jdk, "new")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("logbacks")
  void recordsAsynchronousAppendersOnce(Jdk jdk, String version) throws Exception {
    Result result =
        child(jdk, List.of("logback-" + version, "slf4j-" + version))
            .option("-Dlogback.configurationFile=logback-async.xml")
            .agent("summary=false")
            .run(Slf4jLogs.class);
    assertTrue(result.stdout().contains("order 7 of Ann"), result.stdout());
    assertEquals(4, result.events("microlog.Log").size(), result.stderr());
    assertEquals(List.of(), printed(result), "the same, by another thread");
  }

  /** What the program's own objects do wrong costs their entry, and not those that follow. */
  @ParameterizedTest
  @MethodSource("jdks")
  void goesOnAfterMessagesThatFail(Jdk jdk) throws Exception {
    Result result = child(jdk, List.of("log4j-new")).agent("summary=false").run(BadMessages.class);
    List<Event> logs = result.events("microlog.Log");
    assertEquals(
        List.of("failed", "after"),
        logs.stream().map(log -> log.text("message")).toList(),
        result.stderr());
    assertTrue(
        logs.get(0).text("throwable").startsWith(BadMessages.class.getName() + "$Silent, whose"),
        logs.get(0).text("throwable"));
    List<Event> losses = result.events("microlog.Loss");
    assertEquals(List.of("entries"), losses.stream().map(loss -> loss.text("what")).toList());
    assertEquals(1, losses.get(0).event().getLong("count"));
  }

  /** On stderr newer JDKs warn of what old libraries do. */
  private static List<String> printed(Result result) throws Exception {
    return result.events("microlog.Print").stream()
        .filter(print -> print.text("stream").equals("stdout"))
        .map(print -> print.text("message"))
        .toList();
  }

  private ChildJvm child(Jdk jdk, List<String> libraries) throws Exception {
    ChildJvm child = new ChildJvm(jdk, store);
    for (String library : libraries) {
      child.libraries(library);
    }
    return child;
  }
}
