package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSettingsTest {
  private static Map<String, String> adapted(boolean isProfile, int version, String system) {
    Map<String, String> settings = new HashMap<>();
    RecordingSettings.adapt(settings, isProfile, version, system);
    return settings;
  }

  @Test
  void takesCpuTimeSamplesWhereThereAreAny() {
    assertEquals("20 ms", adapted(false, 25, "Linux").get("jdk.CPUTimeSample#throttle"));
    assertEquals("10 ms", adapted(true, 26, "Linux").get("jdk.CPUTimeSample#throttle"));
    assertEquals("false", adapted(false, 25, "Linux").get("jdk.ExecutionSample#enabled"));
    assertNull(adapted(false, 21, "Linux").get("jdk.ExecutionSample#enabled"));
    assertNull(adapted(false, 21, "Linux").get("jdk.CPUTimeSample#enabled"));
    assertNull(adapted(false, 25, "Mac OS X").get("jdk.CPUTimeSample#enabled"));
  }

  @Test
  void readsOurFilesAsJfrDoes() throws Exception {
    for (String name : List.of("microlog", "profile")) {
      Path file = Path.of("..", "settings", "dev", "microlog", "settings", name + ".jfc");
      String text = Files.readString(file);
      assertEquals(
          Configuration.create(new StringReader(text)).getSettings(), SettingsText.parse(text));
    }
  }

  @Test
  void passesOverComments() {
    String event = "<event name=\"e\"><setting name=\"s\">";
    assertEquals(
        Map.of("e#s", "1"),
        SettingsText.parse("<!-- " + event + "0</setting> -->" + event + " 1 </setting></event>"));
  }

  @Test
  void leavesSecretsOutOfAnySettings(@TempDir Path folder) throws IOException {
    String event = "<event name=\"%s\"><setting name=\"enabled\">true</setting></event>";
    Path file = folder.resolve("my.jfc");
    Files.writeString(
        file,
        "<configuration version=\"2.0\">"
            + event.formatted("jdk.InitialEnvironmentVariable")
            + event.formatted("jdk.CPULoad")
            + "</configuration>");
    Map<String, String> settings = RecordingSettings.load(file.toString(), getClass());
    assertEquals("true", settings.get("jdk.CPULoad#enabled"));
    assertEquals("false", settings.get("jdk.InitialEnvironmentVariable#enabled"));
    assertEquals("false", settings.get("jdk.JVMInformation#enabled"));
  }
}
