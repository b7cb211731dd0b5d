package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "store",
        "settings",
        "summary",
        "report",
        "server",
        "token",
        "rotate",
        "rotatesize",
        "keep",
        "keepsize",
        "lines",
        "stacks",
        "descriptors"
      })
  void saysThatAnOptionHasNoValue(String key) {
    List<String> expected = List.of(key + " has no value");
    for (String without : List.of(key, key + "=", " " + key + " = ")) {
      RecorderOptions alone = parse(without, Map.of());
      assertEquals(expected, alone.complaints(), without);
      assertEquals(withoutComplaints(parse(null, Map.of())), withoutComplaints(alone), without);
    }
    String other = key.equals("stacks") ? "lines=5" : "stacks=5";
    for (String among : List.of(key + "," + other, other + "," + key, other + "," + key + "=")) {
      RecorderOptions options = parse(among, Map.of());
      assertEquals(expected, options.complaints(), among);
      assertEquals(withoutComplaints(parse(other, Map.of())), withoutComplaints(options), among);
    }
    assertEquals(
        List.of(),
        parse(null, Map.of("MICROLOG_" + key.toUpperCase(Locale.ROOT), "")).complaints());
  }

  /** All of it but what is said. */
  private static List<Object> withoutComplaints(RecorderOptions options) {
    return Arrays.asList(
        options.name(),
        options.store(),
        options.settings(),
        options.summary(),
        options.report(),
        options.server(),
        options.token(),
        options.rotation(),
        options.captures());
  }

  @Test
  void saysWhichOptionsThereAreNot() {
    assertEquals(List.of("there is no option verbose"), parse("verbose", Map.of()).complaints());
    assertEquals(List.of("there is no option x"), parse("name=a,x=", Map.of()).complaints());
    assertEquals(List.of("there is no option =x"), parse("=x,name=a", Map.of()).complaints());
    assertEquals(
        List.of("there is no option Name"), parse("store=/a,Name=b", Map.of()).complaints());
    assertEquals(
        List.of("name has no value", "there is no option shop"),
        parse("name=,shop", Map.of()).complaints());
    assertEquals(List.of(), parse("", Map.of()).complaints());
    assertEquals(List.of(), parse(" , ", Map.of()).complaints());
  }

  @Test
  void takesTheLastOfSeveralAndSaysSoWithoutTheToken() {
    RecorderOptions options = parse("token=a,token=b,token=c,name=x,name=y", Map.of());
    assertEquals("c", options.token());
    assertEquals("y", options.name());
    assertEquals(List.of("all but the last token", "all but the last name"), options.complaints());
  }

  @Test
  void keepsSpacesAndEqualsSignsInsideValues() {
    RecorderOptions options = parse(" name = my shop , token=a=b== , store=/a b", Map.of());
    assertEquals("my shop", options.name());
    assertEquals("a=b==", options.token());
    assertEquals(Path.of("/a b"), options.store());
    assertEquals(List.of(), options.complaints());
  }

  @Test
  void printsNoLineWhereAReportIsWritten() {
    assertFalse(parse("report=/tmp/report", Map.of()).summary());
    assertFalse(parse("summary=false", Map.of()).summary());
  }
}
