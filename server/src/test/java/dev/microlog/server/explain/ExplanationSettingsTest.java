package dev.microlog.server.explain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationSettingsTest {
  private static ExplanationSettings of(Map<String, String> environment) {
    return ExplanationSettings.from(environment::get);
  }

  @Test
  void isNotConfiguredWithoutKey() {
    ExplanationSettings settings = of(Map.of());
    assertFalse(settings.configured());
    ModelException e = assertThrows(ModelException.class, settings::check);
    assertEquals(ModelException.Reason.NOT_CONFIGURED, e.reason());
    assertTrue(e.advice().contains("OPENAI_API_KEY"), e.advice());
  }

  @Test
  void takesTheOwnKeyFirst() {
    ExplanationSettings settings =
        of(Map.of("OPENAI_API_KEY", "sk-a", "MICROLOG_LLM_API_KEY", " sk-b\n"));
    assertDoesNotThrow(settings::check);
    assertEquals("sk-b", settings.apiKey());
    assertEquals("api.openai.com", settings.host());
    assertEquals(ExplanationSettings.OPENAI_MODEL, settings.model());
    assertEquals(Duration.ofMinutes(2), settings.timeout());
  }

  @Test
  void needsNoKeyButAModelForAnotherEndpoint() {
    ExplanationSettings settings =
        of(Map.of("MICROLOG_LLM_BASE_URL", "http://localhost:11434/v1/"));
    assertFalse(settings.configured());
    ExplanationSettings complete = settings.withModel("qwen3");
    assertTrue(complete.configured());
    assertEquals("http://localhost:11434/v1", complete.baseUrl());
    assertEquals("localhost:11434", complete.host());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:11434", "ftp://x/v1", "http://", "http://a:b@x/v1", "http://x y/"})
  void refusesAddressesThatAreNone(String url) {
    ExplanationSettings settings =
        of(Map.of("MICROLOG_LLM_BASE_URL", url, "MICROLOG_LLM_MODEL", "m"));
    ModelException e = assertThrows(ModelException.class, settings::check);
    assertTrue(e.sentence().startsWith("MICROLOG_LLM_BASE_URL"), e.sentence());
    assertFalse(e.sentences().contains("a:b"), e.sentences());
  }

  @Test
  void refusesKeysThatBreakLines() {
    assertFalse(of(Map.of("OPENAI_API_KEY", "sk-a\nX-Other: b")).configured());
  }

  @Test
  void neverPrintsTheKey() {
    assertFalse(of(Map.of("OPENAI_API_KEY", "sk-a")).toString().contains("sk-a"));
  }

  @Test
  void readsTheTimeout() {
    assertEquals(Duration.ofMillis(1500), of(Map.of("MICROLOG_LLM_TIMEOUT", "1.5")).timeout());
    assertEquals(Duration.ofMinutes(2), of(Map.of("MICROLOG_LLM_TIMEOUT", "soon")).timeout());
    assertEquals(Duration.ofMinutes(2), of(Map.of("MICROLOG_LLM_TIMEOUT", "-1")).timeout());
  }
}
