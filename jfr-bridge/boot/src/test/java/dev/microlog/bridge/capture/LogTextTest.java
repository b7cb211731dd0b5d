package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void cutsHugeTextBetweenCharacters() {
    String text = "x".repeat(LogText.MAX_MESSAGE - 1) + "😀" + "y".repeat(5);
    assertEquals(LogText.MAX_MESSAGE - 1, LogText.print(text).length());
    assertEquals(7, LogText.omitted(text));
    assertEquals("short", LogText.print("short"));
    assertEquals(0, LogText.omitted("short"));
  }

  @Test
  void masksSecretsThatTheCutSplits() {
    String secret = " jdbc:postgresql://ann:s3cret@db";
    for (int kept = 1; kept <= secret.length(); kept++) {
      String ordinary = "x".repeat(LogText.MAX_MESSAGE - kept);
      assertFalse(LogText.print(ordinary + secret).contains(":s"), "cut at " + kept);
    }
    Throwable thrown =
        new IllegalStateException("x".repeat(LogText.MAX_THROWABLE - 70) + secret.repeat(5));
    assertFalse(LogText.print(thrown).contains(":s"));
    String value = "x".repeat(LogText.MAX_CONTEXT_VALUE - secret.length() + 5) + secret;
    assertFalse(LogText.print(Map.of("url", value)).contains(":s"));
  }

  @Test
  void boundsThrowables() {
    Throwable deep = new IllegalStateException("x".repeat(100_000), new RuntimeException("inner"));
    assertEquals(LogText.MAX_THROWABLE, LogText.print(deep).length());
    String text = LogText.print(new IllegalStateException("outer", new RuntimeException("inner")));
    assertTrue(text.startsWith("java.lang.IllegalStateException: outer"), text);
    assertTrue(text.contains("Caused by: java.lang.RuntimeException: inner"), text);
  }

  @Test
  void boundsContexts() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("customer", "Ann\nBob");
    context.put("huge", "x".repeat(1_000));
    String text = LogText.print(context);
    assertEquals("customer=Ann Bob\nhuge=" + "x".repeat(LogText.MAX_CONTEXT_VALUE), text);
    for (int i = 0; i < 1_000; i++) {
      context.put("key" + i, "value");
    }
    assertTrue(LogText.print(context).length() < LogText.MAX_CONTEXT);
  }
}
