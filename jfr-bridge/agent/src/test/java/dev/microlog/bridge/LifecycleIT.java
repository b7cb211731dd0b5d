package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Exits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recording begins and ends with its program, however that ends, and never changes how. */
class LifecycleIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsWithMain(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("name=my shop").run(Exits.class, "return");
    assertEquals(0, result.exitCode());
    Path recording = result.recording();
    assertTrue(
        recording.toString().matches(".*/my-shop/\\d{4}(_\\d\\d){5}\\.jfr"), recording.toString());
    String id = recording.getFileName().toString().replace(".jfr", "");
    Event event = result.events("microlog.Recording").get(0);
    assertEquals("my-shop", event.text("name"));
    assertEquals(id, event.text("id"));
    assertEquals(Exits.class.getName(), event.text("command"));
    assertTrue(
        result
            .stderr()
            .matches(
                "(?s).*Microlog \\S+ [\\d.]+s \\S+ [\\d.]+[KM]?B \\S+ my-shop \\S+ "
                    + "http://127.0.0.1:4000/log/my-shop/"
                    + id
                    + "\\b.*"),
        result.stderr());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsWithAnException(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).run(Exits.class, "throw");
    assertEquals(1, result.exitCode());
    assertTrue(
        result.events("microlog.Print").stream()
            .anyMatch(
                print -> print.text("message").contains("IllegalStateException: on purpose")));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsWithSigterm(Jdk jdk) throws Exception {
    Path out = Files.createTempFile(store, "out", ".txt");
    Process process = new ChildJvm(jdk, store).start(Exits.class, out, out, "sleep");
    ChildJvm.awaitLines(out, 1);
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    List<Path> files = ChildJvm.recordings(store);
    assertEquals(1, files.size(), files.toString());
    assertEquals(1, Event.read(files.get(0), "microlog.Print").size());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesChunksBesideThePartWhenHalted(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("name=halts").run(Exits.class, "halt");
    assertEquals(4, result.exitCode());
    List<Path> files = result.files();
    assertEquals(3, files.size(), files.toString());
    assertTrue(files.get(0).toString().endsWith(".jfr.part"), files.toString());
    String id = files.get(0).getFileName().toString().replace(".jfr.part", "");
    Path repository = store.resolve("halts").resolve(id + ".repository");
    assertTrue(files.get(1).startsWith(repository), files.toString());
    assertTrue(Files.size(files.get(1)) > 0);
    assertEquals(repository.resolve("owner"), files.get(2));
    assertTrue(Files.readString(files.get(2)).matches("\\S+ pid:\\S+ \\d+\n"));
  }

  /** On a slow machine a second has passed before the program begins. */
  private static void neverFlushed(Path chunk) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(chunk.toFile(), "rw")) {
      file.seek(24);
      file.writeLong(0);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void removesWhatAnEarlierJvmLeftThatWasHaltedAtOnce(Jdk jdk) throws Exception {
    Result halted = new ChildJvm(jdk, store).agent("name=shop").run(Exits.class, "halt at once");
    neverFlushed(halted.files().get(1));
    Path out = Files.createTempFile(store, "out", ".txt");
    Process living =
        new ChildJvm(jdk, store).agent("name=shop").start(Exits.class, out, out, "sleep");
    try {
      ChildJvm.awaitLines(out, 1);
      Result result = new ChildJvm(jdk, store).agent("name=shop").run(Exits.class, "return");
      List<String> left =
          result.files().stream().map(file -> String.valueOf(file.getFileName())).toList();
      assertEquals(1, left.stream().filter(name -> name.endsWith(".jfr.part")).count(), "" + left);
      assertEquals(1, left.stream().filter(name -> name.equals("owner")).count(), "" + left);
    } finally {
      living.destroy();
    }
    assertTrue(living.waitFor(60, TimeUnit.SECONDS));
    assertEquals(2, ChildJvm.recordings(store).size(), "the living one is recorded to its end");
  }

  /** The security manager of JDK 17 and 21 lets the program do next to nothing, and us all. */
  @ParameterizedTest
  @MethodSource("jdks")
  void recordsUnderASecurityManager(Jdk jdk) throws Exception {
    assumeTrue(jdk.version() < 24, "there is none any more");
    String[] options = {"-Djava.security.manager", "-Dstderr.encoding=UTF-8"};
    Result plain =
        new ChildJvm(jdk, store).withoutAgent().option(options).run(Exits.class, "return");
    Result result =
        new ChildJvm(jdk, store).agent("summary=false").option(options).run(Exits.class, "return");
    assertEquals(plain.exitCode(), result.exitCode());
    assertEquals(plain.stdoutBytes(), result.stdoutBytes());
    assertEquals(plain.stderrBytes(), result.stderrBytes());
    assertEquals(2, result.events("microlog.Print").size());
  }

  /** Chunks lie in our directory, and JFR writes the other recording after ours. */
  @ParameterizedTest
  @MethodSource("jdks")
  void leavesOtherRecordingsTheirChunks(Jdk jdk, @TempDir Path elsewhere) throws Exception {
    Path other = elsewhere.resolve("other.jfr");
    Result result =
        new ChildJvm(jdk, store)
            .option("-Xlog:jfr+startup=off")
            .option("-XX:StartFlightRecording:settings=profile,filename=" + other)
            .agent("summary=false")
            .run(Exits.class, "return");
    assertEquals("", result.stderr());
    assertTrue(Files.size(other) > 0, "the other recording was written");
    assertFalse(Event.read(other, "microlog.Print").isEmpty(), "and can be read");
    try (var left = Files.list(store.resolve("Exits"))) {
      assertEquals(List.of(result.recording()), left.toList(), "no chunks are left");
    }
  }

  /** A runtime image need not have all modules. */
  @ParameterizedTest
  @MethodSource("jdks")
  void saysThatThereIsNoFlightRecorder(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .option("--limit-modules=java.base,java.instrument,java.logging")
            .run(Exits.class, "return");
    assertEquals(0, result.exitCode());
    assertEquals(
        "Microlog: this Java has no Flight Recorder; not recording (add the module jdk.jfr to its"
            + " image)",
        result.stderr().strip());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void canBeDisabled(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store).environment("MICROLOG_DISABLE", "true").run(Exits.class, "exit");
    assertEquals(3, result.exitCode());
    assertEquals("", result.stderr());
    assertEquals(List.of(), result.files());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsWithExitAndReportsToAFile(Jdk jdk) throws Exception {
    Path report = store.resolve("report.txt");
    Result result = new ChildJvm(jdk, store).agent("report=" + report).run(Exits.class, "exit");
    assertEquals(3, result.exitCode());
    assertEquals("before the end", result.events("microlog.Print").get(0).text("message"));
    assertTrue(result.recording().toString().contains("/Exits/"), "named after the main class");
    assertEquals("", result.stderr(), "a reported recording has no line of its own");
    assertEquals(
        List.of("started " + result.recording(), "finished " + result.recording()),
        Files.readAllLines(report));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void saysWhatIsWrongAndGoesOn(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store).agent("settings=/nowhere/at/all.jfc").run(Exits.class, "exit");
    assertEquals(3, result.exitCode());
    assertEquals("before the end\n", result.stdout());
    assertTrue(
        result
            .stderr()
            .startsWith("Microlog: not recording: the settings /nowhere/at/all.jfc cannot be read"),
        result.stderr());
    assertEquals(1, result.stderr().lines().count());
    assertEquals(List.of(), result.files());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void saysWhichOptionsItIgnores(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store).agent("name,verbose=yes,summary=false").run(Exits.class, "exit");
    assertEquals(3, result.exitCode());
    assertEquals("before the end\n", result.stdout());
    assertEquals(
        List.of(
            "Microlog: ignored: name has no value",
            "Microlog: ignored: there is no option verbose"),
        result.stderr().lines().toList());
    assertTrue(result.recording().toString().contains("/Exits/"), "named after the main class");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsOnceWithTwoAgents(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .option("-javaagent:" + ChildJvm.agentJar() + "=store=" + store + ",name=second")
            .agent("name=first")
            .run(Exits.class, "return");
    assertTrue(result.recording().toString().contains("/first/"));
    assertEquals(2, result.events("microlog.Print").size());
  }
}
