package dev.microlog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PartsTest {
  private static final AgentOptions AGENT =
      new AgentOptions(
          Path.of("/opt/agent.jar"), "shop", Path.of("/store"), "profile", Path.of("/tmp/report"));
  private static final String OPTION =
      "-javaagent:/opt/agent.jar=name=shop,store=/store,settings=profile,summary=false,"
          + "report=/tmp/report";

  private static Terminal terminal(boolean unicode, ByteArrayOutputStream err) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Terminal(stream, stream, true, unicode);
  }

  @Test
  void theSummaryHasTheShapeThatPeopleKnow() {
    String url = "http://127.0.0.1:4000/log/examples-memory/2023_07_12_10_24_53";
    var err = new ByteArrayOutputStream();
    assertEquals(
        "📈 Microlog ··· 26.3s ··· 4.6KB ··· examples-memory ··· " + url + " 🚀",
        terminal(true, err).summary(26_312, 4_611, "examples-memory", url));
    assertEquals(
        "Microlog ... 26.3s ... 4.6KB ... examples-memory ... " + url,
        terminal(false, err).summary(26_312, 4_611, "examples-memory", url));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0B",
    "999,999B",
    "1000,1.0KB",
    "1024,1.0KB",
    "999999,1.0MB",
    "1048576,1.0MB",
    "5000000000,5.0GB"
  })
  void sizesAreShort(long bytes, String text) {
    assertEquals(text, Terminal.size(bytes));
  }

  @Test
  void javaGetsTheAgentAsItsFirstOption() {
    RecordedCommand recorded =
        RecordedCommand.of(List.of("/usr/bin/java", "-cp", "x", "Main", "-javaagent"), AGENT);
    assertEquals(
        List.of("/usr/bin/java", OPTION, "-cp", "x", "Main", "-javaagent"), recorded.command());
    assertTrue(recorded.environment().isEmpty());
  }

  @Test
  void otherCommandsGetItThroughTheEnvironment() {
    RecordedCommand recorded = RecordedCommand.of(List.of("mvn", "verify"), AGENT);
    assertEquals(List.of("mvn", "verify"), recorded.command());
    assertTrue(
        String.valueOf(recorded.environment().get("JAVA_TOOL_OPTIONS")).endsWith(OPTION),
        recorded.toString());
  }

  @Test
  void aReportTellsFinishedFromKilled(@TempDir Path folder) throws IOException {
    Path report =
        Files.writeString(
            folder.resolve("report"),
            "started /s/a/1.jfr\nstarted /s/b c/2.jfr\nlater word\nfinished /s/a/1.jfr\n");
    assertEquals(
        List.of(
            new AgentReport.Recorded(Path.of("/s/a/1.jfr"), true),
            new AgentReport.Recorded(Path.of("/s/b c/2.jfr"), false)),
        AgentReport.read(report).recorded());
  }

  @ParameterizedTest
  @CsvSource({"60s,60000", "1.5s,1500", "250ms,250", "2m,120000", "1h,3600000", "3,3000"})
  void timesHaveUnits(String text, double millis) {
    assertEquals(millis, new DurationConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1 fortnight", "1e9s"})
  void otherTimesAreRefused(String text) {
    assertThrows(TypeConversionException.class, () -> new DurationConverter().convert(text));
  }

  @Test
  void examplesComeFromAList() {
    List<Examples.Example> all =
        Examples.parse("# head\nhello\tx.Hello\t17\t6\tPrints\n\nbroken\n");
    assertEquals(List.of(new Examples.Example("hello", "x.Hello", 17, 6, "Prints")), all);
    assertEquals("examples-hello", all.get(0).app());
  }

  @Test
  void aBarIsDrawnOnATerminalOnlyAndGoesAgain() {
    var err = new ByteArrayOutputStream();
    try (var bar = new ProgressBar(terminal(true, err), "Converting")) {
      bar.show(50, 100);
    }
    String drawn = err.toString(StandardCharsets.UTF_8);
    assertTrue(drawn.contains("Converting  [###############...............]  50%"), drawn);
    assertTrue(drawn.endsWith("\r"), drawn);

    CliRun run = CliRun.of("--version");
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @CsvSource({"'', 4321", "' ', 4321", "4711, 4711", "' 80 ', 80", "0, 0"})
  void thePortIsOfTheEnvironmentFirstThenOfTheFile(String variable, int port, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("microlog.yaml"), "server:\n  port: 4321\n");
    Map<String, String> environment = Map.of("MICROLOG_PORT", variable);
    assertEquals(port, ServerAddress.port(environment::get, ConfigFile.read(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "65536", "4000000000", "4000x"})
  void whatIsNoPortIsSaid(String variable) {
    Map<String, String> environment = Map.of("MICROLOG_PORT", variable);
    var thrown =
        assertThrows(
            CommandException.class, () -> ServerAddress.port(environment::get, ConfigFile.none()));
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains(variable), message);
  }
}
