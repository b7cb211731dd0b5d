package dev.microlog.server.explain.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.explain.evidence.Evidence;
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

  @Test
  void sendsTheKeyOfOpenAiToOpenAiAlone() {
    ExplanationSettings elsewhere =
        of(
            Map.of(
                "OPENAI_API_KEY", "sk-a",
                "MICROLOG_LLM_BASE_URL", "https://llm.example/v1",
                "MICROLOG_LLM_MODEL", "m"));
    assertFalse(elsewhere.hasKey());
    assertTrue(elsewhere.configured());
    assertEquals(
        "sk-a",
        of(Map.of("OPENAI_API_KEY", "sk-a", "OPENAI_BASE_URL", "https://proxy.example/v1/"))
            .apiKey());
    assertEquals(
        "sk-a",
        of(Map.of(
                "OPENAI_API_KEY", "sk-a",
                "MICROLOG_LLM_BASE_URL", "https://api.openai.com/v1/"))
            .apiKey());
    assertEquals(
        "sk-b",
        of(Map.of(
                "OPENAI_API_KEY", "sk-a",
                "MICROLOG_LLM_API_KEY", "sk-b",
                "MICROLOG_LLM_BASE_URL", "https://llm.example/v1"))
            .apiKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1/v1",
        "http://127.0.0.1:1",
        "http://[::1]:1",
        "http://10.1.2.3",
        "http://172.20.0.1",
        "http://192.168.1.5:8000/v1",
        "http://ollama:11434/v1",
        "http://host.docker.internal/v1",
        "http://gpu.lan/v1",
        "https://llm.example/v1"
      })
  void takesAKeyAlongWhereNobodyListens(String url) {
    assertTrue(withKey(url).configured(), withKey(url).missing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://llm.example/v1",
        "http://172.32.0.1",
        "http://8.8.8.8",
        "http://[2001::1]"
      })
  void refusesToSendAKeyInTheClear(String url) {
    assertTrue(withKey(url).missing().contains("unencrypted"), withKey(url).missing());
    assertTrue(
        of(Map.of("MICROLOG_LLM_BASE_URL", url, "MICROLOG_LLM_MODEL", "m")).configured(), url);
  }

  private static ExplanationSettings withKey(String url) {
    return of(
        Map.of(
            "MICROLOG_LLM_BASE_URL", url,
            "MICROLOG_LLM_MODEL", "m",
            "MICROLOG_LLM_API_KEY", "k"));
  }

  @Test
  void readsTheFileAfterTheEnvironment() {
    Map<String, String> file =
        Map.of(
            "explain.base-url", "http://localhost:11434/v1",
            "explain.model", "qwen3",
            "explain.timeout", "300",
            "explain.evidence-tokens", "6000",
            "explain.api-key", "never read");
    ExplanationSettings of = ExplanationSettings.from(name -> null, file::get);
    assertEquals(
        new ExplanationSettings(
            "", "http://localhost:11434/v1", "qwen3", Duration.ofMinutes(5), 6000),
        of);
    Map<String, String> environment =
        Map.of("MICROLOG_LLM_MODEL", "llama", "MICROLOG_EVIDENCE_TOKENS", "50");
    ExplanationSettings both = ExplanationSettings.from(environment::get, file::get);
    assertEquals("llama", both.model());
    assertEquals("localhost:11434", both.host());
    assertEquals(Evidence.LEAST_TOKENS, both.evidenceTokens());
  }
}
