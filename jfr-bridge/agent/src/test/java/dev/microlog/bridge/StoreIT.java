package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Counts;
import dev.microlog.bridge.program.Exits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores that cannot be written, homes that are not there, disks that are full: the program does
 * not notice.
 */
class StoreIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void goesOnWithoutAStore(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .withoutAgent()
            .option("-javaagent:" + ChildJvm.agentJar() + "=store=/dev/null/store")
            .run(Exits.class, "exit");
    assertEquals(3, result.exitCode());
    assertEquals("before the end\n", result.stdout());
    assertTrue(
        result
            .stderr()
            .startsWith("Microlog: not recording: the store /dev/null/store cannot be written"),
        result.stderr());
    assertEquals(1, result.stderr().lines().count());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsToTheTemporaryDirectoryWithoutAHome(Jdk jdk) throws Exception {
    for (String home : List.of("?", "/dev/null")) {
      Path temporary = Files.createDirectories(store.resolve("tmp" + home.length()));
      Result result =
          new ChildJvm(jdk, temporary)
              .option("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary)
              .withoutAgent()
              .option("-javaagent:" + ChildJvm.agentJar() + "=name=homeless,summary=false")
              .run(Exits.class, "exit");
      assertEquals(3, result.exitCode());
      assertTrue(result.recording().startsWith(temporary), result.recording().toString());
      assertEquals(home.equals("?") ? 0 : 1, result.stderr().lines().count(), result.stderr());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsToTheTemporaryDirectoryWhereTheHomeIsReadOnly(Jdk jdk) throws Exception {
    Path home = Files.createDirectories(store.resolve("home"));
    Path temporary = Files.createDirectories(store.resolve("tmp"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", home.toString()),
        "needs a file system that cannot be written");
    try {
      Result result =
          homeless(jdk, temporary).option("-Duser.home=" + home).run(Exits.class, "exit");
      assertRecordedIn(temporary, result);
      assertTrue(result.stderr().contains("cannot be written, recording to"), result.stderr());
    } finally {
      run("umount", home.toString());
    }
  }

  /** As in a container: a user who has no home or may not enter it, and no environment. */
  @ParameterizedTest
  @MethodSource("jdks")
  void recordsToTheTemporaryDirectoryAsAnotherUser(Jdk jdk) throws Exception {
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    Path home = Files.createDirectories(store.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> probe = new ArrayList<>(List.of(nobody));
    probe.addAll(List.of("test", "-r", ChildJvm.agentJar().toString(), "-a", "!", "-r", home + ""));
    assumeTrue(run(probe.toArray(new String[0])), "needs to become another user");
    for (String option : List.of("-Duser.home=" + home, "-Dhome=of-the-user-database")) {
      Path temporary = Files.createDirectories(store.resolve("tmp" + option.length()));
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
      Result result =
          homeless(jdk, temporary)
              .under(nobody)
              .withoutEnvironment()
              .option(option)
              .run(Exits.class, "exit");
      assertRecordedIn(temporary, result);
    }
  }

  private static ChildJvm homeless(Jdk jdk, Path temporary) {
    return new ChildJvm(jdk, temporary)
        .option("-Djava.io.tmpdir=" + temporary)
        .withoutAgent()
        .option("-javaagent:" + ChildJvm.agentJar() + "=name=homeless,summary=false");
  }

  private static void assertRecordedIn(Path temporary, Result result) throws IOException {
    assertEquals(3, result.exitCode());
    assertEquals("before the end\n", result.stdout());
    assertEquals(1, result.stderr().lines().count(), result.stderr());
    assertTrue(result.recording().startsWith(temporary), result.recording().toString());
    assertEquals(1, result.events("microlog.Print").size());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isConfiguredByTheEnvironment(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .withoutAgent()
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + ChildJvm.agentJar())
            .environment("MICROLOG_STORE", store.toString())
            .environment("MICROLOG_NAME", "from-environment")
            .environment("MICROLOG_SUMMARY", "false")
            .run(Exits.class, "exit");
    assertTrue(result.recording().toString().contains("/from-environment/"));
    assertEquals(1, result.stderr().lines().count(), "the JVM's own line about the variable");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stopsRecordingWhenTheDiskIsFull(Jdk jdk) throws Exception {
    Path disk = Files.createDirectories(store.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk.toString()),
        "needs a small file system");
    try {
      Path out = Files.createTempFile(store, "out", ".txt");
      Path err = Files.createTempFile(store, "err", ".txt");
      Process process =
          new ChildJvm(jdk, disk).agent("name=full").start(Counts.class, out, err, "80");
      ChildJvm.awaitLines(out, 20);
      Files.write(disk.resolve("filler"), new byte[85_000_000]);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      assertEquals(80, Files.readAllLines(out).size(), "the program goes on to its end");
      assertTrue(Files.readString(err).contains("recording stopped"), Files.readString(err));
      List<Path> recordings =
          ChildJvm.recordings(disk).stream()
              .filter(file -> file.toString().endsWith(".jfr"))
              .toList();
      assertEquals(1, recordings.size());
      assertTrue(Event.read(recordings.get(0), "microlog.Print").size() >= 10);
    } finally {
      run("umount", disk.toString());
    }
  }

  /** Between what a recording needs to begin, and what it needs to end. */
  @ParameterizedTest
  @MethodSource("jdks")
  void keepsWatchingTheDiskWhenThereIsNoRoomToRotate(Jdk jdk) throws Exception {
    Path disk = Files.createDirectories(store.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk.toString()),
        "needs a small file system");
    try {
      Path out = Files.createTempFile(store, "out", ".txt");
      Path err = Files.createTempFile(store, "err", ".txt");
      Process process =
          new ChildJvm(jdk, disk)
              .agent("name=full,rotate=4s,lines=1")
              .start(Counts.class, out, err, "200");
      ChildJvm.awaitLines(out, 10);
      Files.write(disk.resolve("filler"), new byte[60_000_000]);
      awaitText(err, "the next one cannot begin yet");
      int printed = Files.readAllLines(out).size();
      ChildJvm.awaitLines(out, printed + 40);
      Files.write(disk.resolve("more"), new byte[25_000_000]);
      awaitText(err, "recording stopped");
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      assertEquals(
          1,
          Files.readAllLines(err).stream().filter(line -> line.contains("begin yet")).count(),
          "said once: " + Files.readString(err));
      Path last =
          ChildJvm.recordings(disk).stream()
              .filter(file -> file.toString().endsWith(".jfr"))
              .reduce((first, second) -> second)
              .orElseThrow();
      assertTrue(
          Event.read(last, "microlog.Print").stream()
              .anyMatch(print -> Integer.parseInt(print.text("message")) > printed + 20),
          "lines are counted anew each second");
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void awaitText(Path file, String text) throws IOException, InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (Files.readString(file).contains(text)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not yet '" + text + "' in " + Files.readString(file));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
