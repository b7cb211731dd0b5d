package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Exits;
import dev.microlog.bridge.program.Leaks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our settings record on each JDK, and what they leave out. */
class SettingsIT {
  /** Left out of settings of one's own too. */
  private static final List<String> NEVER_RECORDED =
      List.of(
          "jdk.InitialEnvironmentVariable",
          "jdk.InitialSystemProperty",
          "jdk.JVMInformation",
          "jdk.SystemProcess",
          "jdk.StringFlag");

  private static final List<String> SECRET_CARRIERS =
      Stream.concat(NEVER_RECORDED.stream(), Stream.of("jdk.ThreadDump")).toList();

  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsOldObjectsWithStackAndRoot(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("summary=false").run(Leaks.class);
    List<Event> leaks =
        result.events("jdk.OldObjectSample").stream()
            .filter(sample -> sample.caller().equals("Leaks.leak"))
            .toList();
    assertFalse(leaks.isEmpty(), "nothing old");
    assertTrue(leaks.stream().anyMatch(sample -> hasRoot(sample.event())), "no path to a root");
    for (String carrier : SECRET_CARRIERS) {
      assertEquals(List.of(), result.events(carrier), carrier);
    }
    boolean hasCpuTime = jdk.version() >= 25 && System.getProperty("os.name").equals("Linux");
    assertEquals(
        hasCpuTime,
        result.events("jdk.ActiveSetting").stream()
            .anyMatch(
                setting ->
                    setting.text("name").equals("throttle")
                        && setting.text("value").equals("20 ms")));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leaveSecretsOutOfSettingsOfOnesOwn(Jdk jdk) throws Exception {
    Path own = store.resolve("own.txt"); // no recording, for this test
    Files.writeString(
        own,
        "<configuration version=\"2.0\">"
            + NEVER_RECORDED.stream().map(SettingsIT::enabled).collect(Collectors.joining())
            + enabled("jdk.OSInformation")
            + "</configuration>");
    Result result =
        new ChildJvm(jdk, store)
            .agent("summary=false,settings=" + own)
            .option("-Dpassword=hunter2")
            .environment("PASSWORD", "hunter2")
            .run(Exits.class, "return");
    assertFalse(result.events("jdk.OSInformation").isEmpty());
    for (String carrier : NEVER_RECORDED) {
      assertEquals(List.of(), result.events(carrier), carrier);
    }
    String bytes = Files.readString(result.recording(), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("hunter2"));
  }

  private static String enabled(String event) {
    return "<event name=\"%s\"><setting name=\"enabled\">true</setting>".formatted(event)
        + "<setting name=\"period\">beginChunk</setting></event>";
  }

  /** A sampled object would live until this collector looks at the old generation. */
  @ParameterizedTest
  @MethodSource("jdks")
  void leaveOldObjectsOutWhereSamplingHarms(Jdk jdk) throws Exception {
    assumeTrue(jdk.version() >= 23, "no collector of this kind, or not by default");
    Result result =
        new ChildJvm(jdk, store).agent("summary=false").option("-XX:+UseZGC").run(Leaks.class);
    assertEquals("", result.stderr());
    assertEquals(List.of(), result.events("jdk.OldObjectSample"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void workAsAPlainFileWithoutTheAgent(Jdk jdk) throws Exception {
    for (String name : List.of("microlog", "profile")) {
      Path settings =
          Path.of("..", "settings", "dev", "microlog", "settings", name + ".jfc").toAbsolutePath();
      Path file = store.resolve(name + ".jfr");
      Result result =
          new ChildJvm(jdk, store)
              .withoutAgent()
              .option(
                  "-Xlog:jfr+startup=off",
                  "-XX:StartFlightRecording:settings=" + settings.normalize() + ",filename=" + file)
              .run(Leaks.class);
      assertEquals("20000\n", result.stdout(), "JFR has nothing to say about our settings");
      assertEquals("", result.stderr());
      assertFalse(Event.read(file, "jdk.CPULoad").isEmpty());
    }
  }

  private static boolean hasRoot(RecordedEvent sample) {
    RecordedObject root = sample.getValue("root");
    return root != null;
  }
}
