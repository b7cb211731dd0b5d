package dev.microlog.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MainTest {
  @TempDir static Path shared = Path.of("");
  @TempDir Path folder = Path.of("");

  private static Path recording() {
    return shared.resolve("some.jfr");
  }

  @BeforeAll
  static void record() throws Exception {
    try (var recording = new Recording(Configuration.getConfiguration("default"))) {
      recording.enable("jdk.ThreadSleep").withThreshold(Duration.ofMillis(1));
      recording.start();
      Thread.sleep(30);
      recording.stop();
      recording.dump(recording());
    }
  }

  @Test
  void convertsBesideTheRecordingWhichStaysAsItIs() throws IOException {
    Path copy = Files.copy(recording(), folder.resolve("some.jfr"));
    byte[] before = Files.readAllBytes(copy);
    CliRun run = CliRun.of("convert", copy.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(Files.exists(folder.resolve("some.microlog")));
    assertArrayEquals(before, Files.readAllBytes(copy));
    assertEquals("", run.out());
  }

  @Test
  void convertsSeveralIntoADirectory() throws IOException {
    Path other = Files.copy(recording(), folder.resolve("other.jfr"));
    Path target = folder.resolve("new/directory");
    CliRun run =
        CliRun.of("convert", recording().toString(), other.toString(), "-o", target.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(Files.exists(target.resolve("some.microlog")));
    assertTrue(Files.exists(target.resolve("other.microlog")));
  }

  /** The load of the machine says nothing of the JVM that measured it. */
  @Test
  void filesThatMayBeOfSeveralJvmsAreJoinedWithANote() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    for (String name : new String[] {"a.jfr", "b.jfr"}) {
      try (var recording = new Recording()) {
        recording.enable("jdk.CPULoad").withPeriod(Duration.ofMillis(20));
        recording.start();
        Thread.sleep(100);
        recording.dump(files.resolve(name));
      }
    }
    CliRun run = CliRun.of("convert", files.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().contains("  note: Nothing says that " + files.resolve("b.jfr")), run.err());
  }

  @Test
  void aTimelineNeverTakesThePlaceOfARecordingOrOfAnother() throws IOException {
    Path copy = Files.copy(recording(), folder.resolve("own.jfr"));
    byte[] before = Files.readAllBytes(copy);
    CliRun itself = CliRun.of("convert", copy.toString(), "-o", copy.toString());
    assertEquals(1, itself.code());
    assertOneLine(itself, "the recording itself");
    assertArrayEquals(before, Files.readAllBytes(copy));

    Path other = Files.createDirectories(folder.resolve("b")).resolve("own.jfr");
    Files.copy(copy, other);
    Path target = folder.resolve("target");
    CliRun twice = CliRun.of("convert", copy.toString(), other.toString(), "-o", target.toString());
    assertEquals(1, twice.code());
    assertOneLine(twice, "would both become");
    assertFalse(Files.exists(target.resolve("own.microlog")));
  }

  @Test
  void severalTimelinesNeedADirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String recording = recording().toString();
    CliRun run = CliRun.of("convert", recording, folder + "/x.jfr", "-o", file.toString());
    assertEquals(1, run.code());
    assertOneLine(run, "a directory is needed there");
  }

  @Test
  void aRecordingInZstdIsARecording() throws IOException {
    byte[] compressed = Zstd.compress(Files.readAllBytes(recording()));
    Path file = Files.write(folder.resolve("packed.jfr.zst"), compressed);
    CliRun run = CliRun.of("info", "--json", file.toString());
    assertEquals(0, run.code(), run.err());
    CliRun plain = CliRun.of("info", "--json", recording().toString());
    var json = new JsonMapper();
    assertEquals(json.readTree(plain.out()).get("waits"), json.readTree(run.out()).get("waits"));
    assertEquals(0, CliRun.of("convert", file.toString()).code());
    assertTrue(Files.exists(folder.resolve("packed.microlog")));
  }

  @Test
  void infoIsJsonOnStdoutAlone() throws IOException {
    CliRun run = CliRun.of("info", "--json", recording().toString());
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    JsonNode info = new JsonMapper().readTree(run.out());
    assertTrue(info.get("duration").asDouble() > 20, run.out());
    assertTrue(info.get("waits").get("sleep").asInt() >= 1, run.out());
    assertTrue(info.get("threads").asInt() >= 1, run.out());
    assertTrue(info.get("lanes").isObject(), run.out());
  }

  @Test
  void infoIsReadableWithoutJson() {
    CliRun run = CliRun.of("info", recording().toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("sleep"), run.out());
    assertTrue(run.out().contains("javaVersion"), run.out());
  }

  @Test
  void exportsToStdoutAndToAFile() throws IOException {
    CliRun run = CliRun.of("export", recording().toString(), "--format", "jsonl");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    String[] lines = run.out().split("\n");
    assertEquals("recording", new JsonMapper().readTree(lines[0]).get("type").asText());
    assertTrue(run.out().contains("\"kind\":\"sleep\""), run.out());

    Path target = folder.resolve("out.jsonl");
    CliRun file =
        CliRun.of("export", recording().toString(), "--format", "jsonl", "-o", target.toString());
    assertEquals("", file.out());
    assertEquals(run.out(), Files.readString(target));
    assertOnly("out.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format nonsense",
        "--format jsonl --from 3s --to 1s",
        "--format jsonl --thread [",
        "--format jsonl --kind magic",
        "--format html --kind cpu",
        ""
      })
  void wrongExportsAreWrongUsage(String options) {
    String[] arguments = ("export " + recording() + " " + options).strip().split(" ");
    CliRun run = CliRun.of(arguments);
    assertEquals(2, run.code(), run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "collapsed", "pprof", "speedscope", "firefox", "html"})
  void nothingIsNoExport(String format) throws IOException {
    String file = recording().toString();
    String target = folder.resolve("part").toString();
    String[] command = {"export", file, "--format", format, "-o", target};
    assertOneLine(CliRun.of(with(command, "--from", "1h")), "nothing in that range");
    assertOneLine(CliRun.of(with(command, "--thread", "^mian$")), "^mian$");
    assertFalse(Files.exists(folder.resolve("part")));
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aPageHoldsThePartThatWasAskedFor() {
    String file = recording().toString();
    CliRun whole = CliRun.of("export", file, "--format", "html");
    CliRun part = CliRun.of("export", file, "--format", "html", "--to", "20ms");
    assertEquals(0, part.code(), part.err());
    assertTrue(part.out().startsWith("<!doctype html>"), part.out().substring(0, 40));
    String begin = "id=\"microlog-timeline\"";
    assertTrue(part.out().contains(begin));
    assertTrue(part.out().length() < whole.out().length());
    assertOneLine(
        CliRun.of("export", file, "--format", "html", "--from", "1h"), "nothing in that range");
  }

  @Test
  void aMissingFileIsOneLineAndCode1() {
    for (String command : new String[] {"convert", "info", "open"}) {
      CliRun run = CliRun.of(command, folder.resolve("missing.jfr").toString());
      assertEquals(1, run.code(), command);
      assertOneLine(run, "There is no file");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello, I am a text", "FLR\0", "FLR\0\0\2\0\1 and then nothing of use"})
  void whatIsNoRecordingIsOneLineAndLeavesNothing(String content) throws IOException {
    Path file = folder.resolve("bad.jfr");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    CliRun run = CliRun.of("convert", file.toString());
    assertEquals(1, run.code());
    assertOneLine(run, "bad.jfr");
    assertOnly("bad.jfr");
    assertEquals(1, CliRun.of("info", file.toString()).code());
  }

  @Test
  void aRecordingThatWasCutGivesWhatIsThereOrOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(recording());
    for (int percent : new int[] {5, 50, 95}) {
      Path file = folder.resolve("cut.jfr");
      Files.write(file, Arrays.copyOf(whole, whole.length / 100 * percent));
      CliRun run = CliRun.of("convert", file.toString());
      if (run.code() != 0) {
        assertEquals(1, run.code());
        assertOneLine(run, "cut.jfr");
        assertOnly("cut.jfr");
      } else {
        Files.delete(folder.resolve("cut.microlog"));
      }
    }
  }

  @Test
  void aTimelineThatIsNoneIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.microlog"), "not a timeline");
    CliRun run = CliRun.of("info", file.toString());
    assertEquals(1, run.code());
    assertOneLine(run, "no timeline");
  }

  @Test
  void aTimelineIsNotConvertedAgain() throws IOException {
    Path timeline = folder.resolve("some.microlog");
    assertEquals(0, CliRun.of("convert", recording().toString(), "-o", timeline.toString()).code());
    CliRun run = CliRun.of("convert", timeline.toString());
    assertEquals(1, run.code());
    assertOneLine(run, "is a timeline already");
    assertEquals(0, CliRun.of("info", timeline.toString()).code());
  }

  @Test
  void anUnusableStoreIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CliRun serve = CliRun.of("serve", "--store", file.toString());
    assertEquals(1, serve.code());
    assertOneLine(serve, "is a file");
    CliRun record =
        CliRun.of("record", "--store", file.resolve("below").toString(), "--", "java", "-version");
    assertEquals(1, record.code());
    assertOneLine(record, "cannot be created");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "record",
        "convert",
        "info",
        "info --xml",
        "attach abc",
        "attach 1 --duration never",
        "serve --port many",
        "demo --loud"
      })
  void wrongUsageIsCode2AndShowsTheSyntax(String line) {
    CliRun run = CliRun.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("Usage: microlog"), run.err());
  }

  @Test
  void aNameThatNoFileCanHaveIsWrongUsage() {
    CliRun run = CliRun.of("info", "a\0b");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("is no name of a file here"), run.err());
    assertTrue(run.err().contains("Usage: microlog info"), run.err());
  }

  @Test
  void helpAndVersionGoToStdout() {
    CliRun help = CliRun.of("--help");
    assertEquals(0, help.code());
    for (String command :
        new String[] {"record", "attach", "convert", "info", "serve", "open", "demo", "examples"}) {
      assertTrue(help.out().contains("\n  " + command), help.out());
    }
    assertTrue(CliRun.of("--version").out().startsWith("microlog "));
  }

  @Test
  void attachSaysThatThereIsNoSuchProcess() {
    CliRun run = CliRun.of("attach", "999999999", "--store", folder.toString());
    assertEquals(1, run.code());
    assertOneLine(run, "There is no process 999999999");
  }

  @Test
  void attachesTwiceAtOnceEachWithItsOwnRecording() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("Waits.java"),
            "class Waits { public static void main(String[] a) throws Exception {"
                + " System.in.read(); } }");
    Path settings =
        Files.writeString(
            folder.resolve("some.jfc"),
            "<configuration version=\"2.0\"><event name=\"jdk.CPULoad\">"
                + "<setting name=\"enabled\">true</setting>"
                + "<setting name=\"period\">100 ms</setting></event></configuration>");
    Process waits = new ProcessBuilder(java("java"), program.toString()).start();
    try {
      CompletableFuture<CliRun> first =
          CompletableFuture.supplyAsync(() -> attach(waits, "first", "1h", settings));
      while (!jfrCheck(waits).contains("running")) {
        assertFalse(first.isDone(), "recording");
        Thread.sleep(100);
      }
      CliRun second = attach(waits, "second", "1s", settings);
      assertEquals(0, second.code(), second.err());
      waits.getOutputStream().close(); // ends the program, and so the first
      assertEquals(0, first.join().code(), first.join().err());
      assertTrue(begin("first").isBefore(begin("second")), "neither has the other's data");
    } finally {
      waits.destroyForcibly();
    }
  }

  private CliRun attach(Process process, String name, String duration, Path settings) {
    return CliRun.of(
        "attach",
        String.valueOf(process.pid()),
        "--name=" + name,
        "--duration=" + duration,
        "--settings=" + settings,
        "--store=" + folder);
  }

  private static String jfrCheck(Process process) throws IOException {
    Process jcmd =
        new ProcessBuilder(java("jcmd"), String.valueOf(process.pid()), "JFR.check").start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** When the first event of this application's only recording happened. */
  private Instant begin(String app) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(app))) {
      Path recording =
          files.filter(file -> file.toString().endsWith(".jfr")).findFirst().orElseThrow();
      return RecordingFile.readAllEvents(recording).stream()
          .map(RecordedEvent::getStartTime)
          .min(Instant::compareTo)
          .orElseThrow();
    }
  }

  private static void assertOneLine(CliRun run, String part) {
    assertTrue(run.err().startsWith("microlog: "), run.err());
    assertEquals(1, run.err().strip().lines().count(), run.err());
    assertTrue(run.err().contains(part), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  private void assertOnly(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          name, String.join(",", files.map(f -> String.valueOf(f.getFileName())).toList()));
    }
  }

  @Test
  void aPortThatIsNoneIsWrongUsage() {
    CliRun run = CliRun.of("serve", "--port", "99999", "--store", folder.toString());
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("microlog: 99999 is no port"), run.err());
  }
}
