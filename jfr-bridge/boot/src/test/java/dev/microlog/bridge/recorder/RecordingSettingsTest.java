package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    assertNull(adapted(false, 21, "Linux").get("jdk.CPUTimeSample#enabled"));
    assertNull(adapted(false, 25, "Mac OS X").get("jdk.CPUTimeSample#enabled"));
  }

  @Test
  void leavesArgumentsOut() {
    assertEquals("false", adapted(false, 17, "Linux").get("jdk.JVMInformation#enabled"));
  }
}
