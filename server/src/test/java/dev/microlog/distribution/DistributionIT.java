package dev.microlog.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class DistributionIT {
  /**
   * A program that a person might have: it takes input, prints on both streams, and ends with a
   * code.
   */
  private static final String PROGRAM =
      """
      public class Program {
        public static void main(String[] arguments) throws Exception {
          System.out.println("out " + String.join(",", arguments) + " " + System.in.read());
          System.err.println("err");
          if (arguments.length > 0 && arguments[0].equals("halt")) {
            Runtime.getRuntime().halt(9);
          }
          long end = System.nanoTime() + 1_500_000_000L;
          double sum = 0;
          while (System.nanoTime() < end) {
            sum += Math.sqrt(sum + 1);
          }
          if (arguments.length > 0 && arguments[0].equals("hang")) {
            System.out.println("hanging " + ProcessHandle.current().pid());
            Thread.sleep(600_000);
          }
          System.exit(7);
        }
      }

      class Sleeper {
        public static void main(String[] arguments) throws Exception {
          System.err.println("good night");
          if (arguments.length > 0) {
            System.in.read();
          } else {
            Thread.sleep(300);
          }
        }
      }
      """;

  private static final Path HOME =
      Path.of(System.getProperty("microlog.distribution", "target/microlog-0.1.0"))
          .toAbsolutePath();

  @TempDir Path folder = Path.of("");

  private record Run(int code, String out, String err) {}

  private Path store() {
    return folder.resolve("a store, with a comma");
  }

  private Process start(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.redirectInput(Files.writeString(folder.resolve("in"), "A").toFile());
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    builder.environment().put("MICROLOG_STORE", store().toString());
    builder.environment().put("MICROLOG_PORT", String.valueOf(freePort()));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MICROLOG_CACHE", "off");
    builder.environment().put("BROWSER", folder.resolve("browser").toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/microlog").toString()));
    command.addAll(List.of(arguments));
    return await(start(command));
  }

  private Run await(Process process) throws Exception {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("It hangs: " + read("out") + read("err"));
    }
    return new Run(process.exitValue(), read("out"), read("err"));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  private String compile() throws Exception {
    Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    var javac =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/javac").toString(),
            "--release",
            "17",
            "-d",
            folder.toString(),
            source.toString());
    assertEquals(0, javac.inheritIO().start().waitFor());
    return folder.toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(store())) {
      return all.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  @Test
  void recordLeavesTheProgramAsItIsAndAddsOneLine() throws Exception {
    Run run = run("record", "--", java(), "-cp", compile(), "Program", "a", "--name");
    assertEquals(7, run.code(), run.err());
    assertEquals("out a,--name 65\n", run.out());
    String[] err = run.err().strip().split("\n");
    assertEquals("err", err[0]);
    assertTrue(
        err[1].matches(
            "📈 Microlog ··· \\d+\\.\\ds ··· \\d.*B ··· Program ··· "
                + "http://127\\.0\\.0\\.1:\\d+/log/Program/\\d{4}(_\\d\\d){5} 🚀"),
        run.err());
    assertEquals("`microlog serve` to view", err[2]);
    assertEquals(3, err.length, run.err());
    assertEquals(1, files(".microlog").size());
    assertEquals(0, files(".part").size());

    Run info = run("info", "--json", files(".microlog").get(0).toString());
    assertTrue(info.out().contains("\"name\" : \"Program\""), info.out());
    Run lines = run("export", files(".microlog").get(0).toString(), "--format", "jsonl");
    assertTrue(lines.out().contains("\"message\":\"err\""), lines.out());
    assertTrue(lines.out().contains("Program.main"), lines.out());
  }

  @Test
  void recordReachesTheJvmThatAScriptStarts() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("script.sh"),
            "#!/bin/sh\n'" + java() + "' -cp '" + compile() + "' Program b\nexit 5\n");
    Run run = run("record", "--name", "my app", "--", "/bin/sh", script.toString());
    assertEquals(5, run.code(), run.err());
    assertEquals("out b 65\n", run.out());
    assertTrue(run.err().contains("··· my-app ···"), run.err());
  }

  private Process recordAProgramThatHangs() throws Exception {
    String microlog = HOME.resolve("bin/microlog").toString();
    Process process =
        start(List.of(microlog, "record", "--", java(), "-cp", compile(), "Program", "hang"));
    while (!read("out").contains("hanging ")) {
      Thread.sleep(50);
    }
    return process;
  }

  @Test
  void whatAKilledJvmLeftIsConverted() throws Exception {
    Process process = recordAProgramThatHangs();
    Thread.sleep(1_500);
    String pid = read("out").replaceAll("(?s).*hanging (\\d+).*", "$1");
    assertTrue(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly());
    Run run = await(process);
    assertEquals(137, run.code(), run.err());
    assertTrue(run.err().contains("··· Program ···"), run.err());
    assertEquals(1, files(".microlog").size());
    assertEquals(0, files(".repository").size());
  }

  @Test
  void whatAJvmLeftThatWasKilledAtOnceIsRemoved() throws Exception {
    Run run = run("record", "--", java(), "-cp", compile(), "Program", "halt");
    assertEquals(9, run.code(), run.err());
    // On a slow machine a second has passed before the program begins.
    boolean isRead = run.err().contains("··· Program ···");
    assertTrue(
        isRead
            || run.err()
                .equals(
                    "err\nmicrolog: Nothing of Program can be read: its JVM was killed in its first"
                        + " second.\n"),
        run.err());
    assertEquals(0, files(".part").size());
    assertEquals(0, files(".repository").size());
  }

  @Test
  void aJvmThatOutlivesTheCommandKeepsItsChunks() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("script.sh"),
            "'"
                + java()
                + "' -cp '"
                + compile()
                + "' Program hang &\nuntil grep -q hanging '"
                + folder.resolve("out")
                + "'; do sleep 0.2; done\n");
    Run run = run("record", "--", "/bin/sh", script.toString());
    long pid = Long.parseLong(read("out").replaceAll("(?s).*hanging (\\d+).*", "$1"));
    ProcessHandle program = ProcessHandle.of(pid).orElseThrow();
    try {
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("A JVM of the command still runs"), run.err());
      assertEquals(1, files(".repository").size());
    } finally {
      program.destroy();
    }
    program.onExit().get(60, TimeUnit.SECONDS);
    assertEquals(1, files(".jfr").size(), files("").toString());
  }

  @Test
  void aSignalIsPassedOnAndTheRecordingKept() throws Exception {
    Process process = recordAProgramThatHangs();
    process.destroy();
    Run run = await(process);
    assertEquals(143, run.code(), run.err());
    assertTrue(run.err().contains("··· Program ···"), run.err());
  }

  /** A distribution whose examples are the programs of this test. */
  private Path distributionWith(String examples, String promises) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(
        HOME.resolve("bin/microlog"),
        home.resolve("bin/microlog"),
        StandardCopyOption.COPY_ATTRIBUTES);
    for (String part : List.of("lib", "agent")) {
      Files.createSymbolicLink(home.resolve(part), HOME.resolve(part));
    }
    Path classes = Path.of(compile());
    Path jar = Files.createDirectories(home.resolve("examples")).resolve("microlog-examples-0.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, "META-INF/microlog-examples.txt", examples.getBytes(StandardCharsets.UTF_8));
      put(
          out,
          "META-INF/microlog-examples-promises.txt",
          promises.getBytes(StandardCharsets.UTF_8));
      for (String name : List.of("Program.class", "Sleeper.class")) {
        put(out, name, Files.readAllBytes(classes.resolve(name)));
      }
    }
    return home;
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  @Test
  void examplesThatDoNotShowWhatTheyPromiseFailLoudly() throws Exception {
    Path home =
        distributionWith(
            """
            good\tSleeper\t17\t1\tsleeps
            bad\tSleeper\t17\t1\tsleeps
            broken\tProgram\t17\t1\tends
            """,
            """
            good\t1\tits sleep\t"kind":"sleep"
            bad\t2\tits error\t"level":"error"
            """);
    Run run = await(start(List.of(home.resolve("bin/microlog").toString(), "examples")));
    assertEquals(1, run.code(), run.err());
    List<String> err = run.err().lines().toList();
    assertTrue(err.get(0).contains("··· examples-good ···"), run.err());
    assertTrue(err.get(1).contains("··· examples-bad ···"), run.err());
    assertEquals(
        "microlog: The recording of bad does not show: its error (found 0 of 2)", err.get(2));
    assertEquals("  | good night", err.get(3));
    assertTrue(err.get(4).contains("··· examples-broken ···"), run.err());
    assertEquals("microlog: The example broken ended with exit code 7.", err.get(5));
    assertEquals("  | err", err.get(7), run.err());
    assertEquals("microlog: 2 of 3 examples failed.", err.get(8));
  }

  @Test
  void demoRecordsAndServesUntilItIsEnded() throws Exception {
    Path home = distributionWith("good\tSleeper\t17\t1\tsleeps\n", "");
    Process process = start(List.of(home.resolve("bin/microlog").toString(), "demo"));
    while (!read("out").contains("http://")) {
      assertTrue(process.isAlive(), read("err"));
      Thread.sleep(50);
    }
    String url = read("out").replaceAll("(?s).*(http://\\S+).*", "$1");
    assertTrue(read("err").contains(url + " 🚀"), read("err"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url.replace("/log/", "/api/recordings/"))).build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, response.statusCode());
    }
    process.destroy();
    assertEquals(0, await(process).code(), read("err"));
  }

  @Test
  void attachKeepsWhatAProgramLeavesThatEndsMeanwhile() throws Exception {
    Process program =
        new ProcessBuilder(java(), "-cp", compile(), "Sleeper", "until its input ends")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String pid = String.valueOf(program.pid());
    Run none = run("attach");
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains(pid + " Sleeper"), none.err());
    Process attach =
        start(List.of(HOME.resolve("bin/microlog").toString(), "attach", pid, "--duration=100s"));
    while (!recordings(pid).contains("running")) {
      assertTrue(attach.isAlive(), read("err"));
      Thread.sleep(100);
    }
    program.getOutputStream().close();
    Run run = await(attach);
    assertEquals(0, program.waitFor());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("··· Sleeper ···"), run.err());
    assertEquals(1, run.err().strip().lines().count(), run.err());
    assertEquals(1, files(".microlog").size());
    assertEquals(0, files(".part").size());
  }

  private static String recordings(String pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    Process process = new ProcessBuilder(jcmd, pid, "JFR.check").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void openShowsAFileOfAnotherPlaceInTheBrowser() throws Exception {
    run("record", "--", java(), "-cp", compile(), "Sleeper");
    Path file = Files.move(files(".microlog").get(0), folder.resolve("mine.microlog"));
    Path browser =
        Files.writeString(
            folder.resolve("browser"), "#!/bin/sh\necho \"$1\" > '" + folder + "/browsed'\n");
    assertTrue(browser.toFile().setExecutable(true));
    Process process =
        start(List.of(HOME.resolve("bin/microlog").toString(), "open", file.toString()));
    while (!Files.exists(folder.resolve("browsed"))) {
      assertTrue(process.isAlive(), read("err"));
      Thread.sleep(50);
    }
    assertTrue(
        read("out").matches("http://127\\.0\\.0\\.1:\\d+/log/mine/mine .*\\s*"), read("out"));
    process.destroy();
    assertEquals(0, await(process).code(), read("err"));
    assertTrue(Files.exists(file));
  }

  @Test
  void serveAnswersAndEndsWhenAsked() throws Exception {
    int port = freePort();
    Process process =
        start(
            List.of(
                HOME.resolve("bin/microlog").toString(), "serve", "--port", String.valueOf(port)));
    while (!read("out").contains("http://")) {
      assertTrue(process.isAlive(), read("err"));
      Thread.sleep(50);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
      String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertTrue(page.contains("<title>Microlog</title>"), page);
    }
    Run second = run("serve", "--port", String.valueOf(port));
    assertEquals(1, second.code());
    assertTrue(second.err().contains("Port " + port + " is taken"), second.err());
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void aProgramThatIsNotThereIsOneLine() throws Exception {
    Run run = run("record", "--", "no-such-program-anywhere");
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("microlog: The command no-such-program-anywhere"), run.err());
    assertEquals(1, run.err().strip().lines().count());
  }

  /** Nothing is to be seen of it, and what is said with the cache is what was said without. */
  @Test
  void aFirstUseMakesACacheOfClassesForLaterOnes() throws Exception {
    Path cache = folder.resolve("a cache");
    Run first = runWithCache(cache, "--version");
    assertEquals(0, first.code(), first.err());
    assertEquals("", first.err());
    awaitCache(cache);
    assertEquals(first.out(), read("out"), "what the training says");
    assertEquals("", read("err"));
    assertEquals(first, runWithCache(cache, "--version"));
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertEquals(first, runWithCache(cache, "--version"), "a cache that is damaged");
  }

  @Test
  void aCacheThatFailedIsTriedAgainAfterADay() throws Exception {
    Path cache = folder.resolve("cache");
    runWithCache(cache, "--version");
    awaitCache(cache);
    Path tried;
    try (Stream<Path> files = Files.list(cache)) {
      tried = files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    Files.delete(cache.resolve(tried.getFileName().toString().replace(".tried", "")));
    runWithCache(cache, "--version");
    Thread.sleep(1000);
    try (Stream<Path> files = Files.list(cache)) {
      assertEquals(List.of(tried), files.toList(), "tried again at once");
    }
    Instant yesterday = Instant.now().minus(Duration.ofHours(25));
    Files.setLastModifiedTime(tried, FileTime.from(yesterday));
    runWithCache(cache, "--version");
    awaitCache(cache);
  }

  private static void awaitCache(Path cache) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    while (!hasCache(cache) && System.nanoTime() < end) {
      Thread.sleep(500);
    }
    assertTrue(hasCache(cache), () -> "no cache was made: " + told(cache));
  }

  /** What lies there, and what the training says of itself. */
  private static String told(Path cache) {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.toList()) {
        text.append(file).append('\n');
        if (file.endsWith("log")) {
          text.append(Files.readString(file));
        }
      }
    } catch (IOException e) {
      text.append(e);
    }
    return text.toString();
  }

  @Test
  void aCacheThatCannotBeUsedIsNoMatter() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Run run = runWithCache(file, "--version");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
  }

  private Run runWithCache(Path cache, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "MICROLOG_CACHE=" + cache));
    command.add(HOME.resolve("bin/microlog").toString());
    command.addAll(List.of(arguments));
    return await(start(command));
  }

  private static boolean hasCache(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(
          file ->
              Files.isRegularFile(file)
                  && file.getFileName().toString().matches("classes-[0-9]+-[0-9]+"));
    }
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "sed", "head", "readlink")) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        Path link = tools.resolve(tool);
        if (Files.exists(Path.of(place + tool)) && !Files.exists(link)) {
          Files.createSymbolicLink(link, Path.of(place + tool));
        }
      }
    }
    // the same script with other usual places: this machine has a JDK in the real ones
    Path script =
        Files.writeString(
            folder.resolve("microlog"),
            Files.readString(HOME.resolve("bin/microlog")).replace("/usr/lib/jvm", "/nowhere"));
    var builder = new ProcessBuilder(tools.resolve("sh").toString(), script.toString());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", folder.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), said);
    assertTrue(said.contains("needs a JDK of version 21 or later"), said);
    assertFalse(said.strip().contains("\n"), said);
  }
}
