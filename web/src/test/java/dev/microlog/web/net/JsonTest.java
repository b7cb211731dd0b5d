package dev.microlog.web.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void readsTheListOfRecordings() {
    List<RecordingEntry> entries =
        RecordingEntry.list(
            Json.parse(
                """
                {"recordings": [
                  {"app": "shop", "id": "2026_11_22_06_31_51",
                   "start": "2026-11-22T06:31:51.123+01:00", "durationMillis": 62400.0,
                   "bytes": 98304, "state": "live", "error": null, "jvm": "OpenJDK"}],
                 "store": "~/.microlog"}
                """));
    assertEquals(1, entries.size());
    assertEquals(RecordingEntry.State.LIVE, entries.get(0).state());
    assertEquals("2026-11-22 06:31", entries.get(0).when());
    assertEquals("", entries.get(0).error());
  }

  @Test
  void whatIsNotThereIsEmpty() {
    Json json = Json.parse("{\"a\": [1, true, \"x\"]}");
    assertEquals("", json.text("b"));
    assertEquals(0, json.number("a"));
    assertTrue(json.get("a").get("b").isNull());
    assertEquals(3, json.list("a").size());
  }

  @Test
  void quotesAndReadsBack() {
    String hostile = "\"\\\n\t\u0001</script>\u2028ü𝄞";
    assertEquals(hostile, Json.parse(Json.quote(hostile)).text());
  }

  @Test
  void everyPrefixOfAnAnswerIsRefusedWithoutHanging() {
    String whole = "{\"a\":[1.5e3,true,null,\"x\\u0041\\n\"],\"b\":{}}";
    Json.parse(whole);
    for (int length = 0; length < whole.length(); length++) {
      String prefix = whole.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> Json.parse(prefix), prefix);
    }
  }

  @Test
  void depthIsLimited() {
    assertThrows(IllegalArgumentException.class, () -> Json.parse("[".repeat(100_000)));
  }

  @Test
  void numbersAreReadAsTheyAreWritten() {
    for (String text :
        List.of(
            "0",
            "-0",
            "1",
            "-17",
            "3.25",
            "1e3",
            "1E+3",
            "2.5e-3",
            "1795329111123000",
            "123456.789",
            "0.1",
            "-12.5",
            "5.0E-7",
            "999999999999999")) {
      assertEquals(Double.parseDouble(text), Json.parseNumber(text), text);
    }
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextInt(2_000_000_000) / 1000.0;
      assertEquals(value, Json.parseNumber(Double.toString(value)), Double.toString(value));
    }
    for (String text : List.of("", "-", ".", "e5", "1e", "1x", "--1", "1.2.3", "NaN")) {
      assertThrows(NumberFormatException.class, () -> Json.parseNumber(text), text);
    }
  }
}
