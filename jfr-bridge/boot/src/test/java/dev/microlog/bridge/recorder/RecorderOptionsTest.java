package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecorderOptionsTest {
  private static RecorderOptions parse(@Nullable String argument, Map<String, String> environment) {
    return RecorderOptions.parse(argument, environment);
  }

  @Test
  void hasDefaults() {
    RecorderOptions options = parse(null, Map.of());
    assertNull(options.name());
    assertNull(options.store());
    assertEquals("microlog", options.settings());
    assertTrue(options.summary());
    assertEquals(Duration.ofMinutes(15), options.rotation().after());
    assertEquals(64_000_000, options.rotation().bytes());
    assertTrue(options.captures().descriptors());
    assertEquals(List.of(), options.complaints());
  }

  @Test
  void readsItsArgument() {
    RecorderOptions options =
        parse(
            "name=shop,store=/a,b=c/d,rotate=90s,rotatesize=5MB,keep=2h,keepsize=1GB,lines=7,descriptors=false",
            Map.of());
    assertEquals("shop", options.name());
    // "b" reads as a key: a store with ",b=" in its name needs the environment.
    assertEquals(Path.of("/a"), options.store());
    assertEquals(List.of("there is no option b"), options.complaints());
    assertEquals(
        new RecorderOptions.Rotation(
            Duration.ofSeconds(90), 5_000_000, Duration.ofHours(2), 1_000_000_000),
        options.rotation());
    assertEquals(new RecorderOptions.Captures(7, 100, false), options.captures());
  }

  @Test
  void keepsCommasInsideValues() {
    assertEquals(Path.of("/a,b/X=1"), parse("store=/a,b/X=1,name=x", Map.of()).store());
  }

  @Test
  void prefersTheArgumentToTheEnvironment() {
    Map<String, String> environment =
        Map.of("MICROLOG_NAME", "outer", "MICROLOG_STORE", "/store", "MICROLOG_ROTATE", "0");
    RecorderOptions options = parse("name=inner", environment);
    assertEquals("inner", options.name());
    assertEquals(Path.of("/store"), options.store());
    assertTrue(options.rotation().after().isZero());
  }

  @Test
  void complainsAboutWhatItCannotRead() {
    RecorderOptions options =
        parse("nmae=shop,rotate=soon,keepsize=12345678901,summary=perhaps", Map.of());
    assertEquals(
        List.of(
            "summary=perhaps is neither true nor false",
            "rotate=soon is not a time such as 15m",
            "keepsize=12345678901 is not a size such as 64MB",
            "there is no option nmae"),
        options.complaints());
    assertTrue(options.summary());
  }

  @Test
  void printsNoLineWhereAReportIsWritten() {
    assertFalse(parse("report=/tmp/report", Map.of()).summary());
    assertFalse(parse("summary=false", Map.of()).summary());
  }
}
