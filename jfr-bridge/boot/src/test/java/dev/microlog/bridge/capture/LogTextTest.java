package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void cutsHugeTextBetweenCharacters() {
    String text = "x".repeat(LogText.MAX_MESSAGE - 1) + "😀" + "y".repeat(5);
    assertEquals(LogText.MAX_MESSAGE - 1, LogText.cut(text).length());
    assertEquals(7, LogText.omitted(text));
    assertEquals("short", LogText.cut("short"));
    assertEquals(0, LogText.omitted("short"));
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
