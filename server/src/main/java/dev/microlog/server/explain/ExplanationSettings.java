package dev.microlog.server.explain;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which model to ask, and how.
 *
 * @param apiKey empty if none is set; never shown, logged or sent anywhere but to the endpoint
 * @param baseUrl of the endpoint, e.g. {@code https://api.openai.com/v1}
 * @param model empty if none is set
 * @param timeout how long the endpoint may send nothing
 */
public record ExplanationSettings(String apiKey, String baseUrl, String model, Duration timeout) {
  static final String OPENAI = "https://api.openai.com/v1";
  static final String OPENAI_MODEL = "gpt-5-mini";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  /** Gives the value of a setting by the name of its environment variable. */
  @FunctionalInterface
  public interface Lookup {
    @Nullable String find(String name);
  }

  /**
   * Reads {@code MICROLOG_LLM_API_KEY} (else {@code OPENAI_API_KEY}), {@code MICROLOG_LLM_BASE_URL}
   * (else {@code OPENAI_BASE_URL}), {@code MICROLOG_LLM_MODEL} and {@code MICROLOG_LLM_TIMEOUT}
   * (seconds). A value that makes no sense is kept and reported by {@link #check()}.
   */
  public static ExplanationSettings from(Lookup lookup) {
    String url = first(lookup, "MICROLOG_LLM_BASE_URL", "OPENAI_BASE_URL");
    String model = first(lookup, "MICROLOG_LLM_MODEL");
    if (url.isEmpty()) {
      url = OPENAI;
    }
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    if (model.isEmpty() && url.equals(OPENAI)) {
      model = OPENAI_MODEL;
    }
    return new ExplanationSettings(
        first(lookup, "MICROLOG_LLM_API_KEY", "OPENAI_API_KEY"),
        url,
        model,
        timeout(first(lookup, "MICROLOG_LLM_TIMEOUT")));
  }

  /** From the environment of this process. */
  public static ExplanationSettings fromEnvironment() {
    return from(System::getenv);
  }

  private static String first(Lookup lookup, String... names) {
    for (String name : names) {
      String value = lookup.find(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  private static Duration timeout(String seconds) {
    try {
      Duration asked = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
      if (asked.isPositive()) {
        return asked.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : asked;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      return DEFAULT_TIMEOUT;
    }
    return DEFAULT_TIMEOUT;
  }

  /** The same with another model; an empty or null one changes nothing. */
  public ExplanationSettings withModel(@Nullable String model) {
    return model == null || model.isBlank()
        ? this
        : new ExplanationSettings(apiKey, baseUrl, model.strip(), timeout);
  }

  public boolean hasKey() {
    return !apiKey.isEmpty();
  }

  /** Whether a model can be asked. */
  public boolean configured() {
    return problem() == null;
  }

  /**
   * @throws ModelException if no model can be asked, with what to set
   */
  public void check() throws ModelException {
    ModelException problem = problem();
    if (problem != null) {
      throw problem;
    }
  }

  private @Nullable ModelException problem() {
    if (baseUrl.equals(OPENAI) && !hasKey()) {
      return ModelFailures.notConfigured(
          "No language model is set up.",
          "Set OPENAI_API_KEY (or MICROLOG_LLM_API_KEY), or MICROLOG_LLM_BASE_URL and"
              + " MICROLOG_LLM_MODEL for another endpoint such as Ollama"
              + " (http://localhost:11434/v1), and start again.");
    }
    if (!isPlainHttp()) {
      return ModelFailures.notConfigured(
          "MICROLOG_LLM_BASE_URL is no http or https address without user and password.",
          "Set it to one such as http://localhost:11434/v1.");
    }
    if (model.isEmpty()) {
      return ModelFailures.notConfigured(
          "MICROLOG_LLM_MODEL is not set.", "Set it to a model that " + host() + " has.");
    }
    if (apiKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return ModelFailures.notConfigured(
          "The key has characters that no key has.",
          "Check MICROLOG_LLM_API_KEY (or OPENAI_API_KEY) for line ends and quotes.");
    }
    return null;
  }

  private boolean isPlainHttp() {
    try {
      URI uri = new URI(baseUrl);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Host and, if it is not the scheme's own, port: all of the address that a page may show. */
  public String host() {
    try {
      URI uri = new URI(baseUrl);
      String host = uri.getHost() == null ? "?" : uri.getHost();
      return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    } catch (URISyntaxException e) {
      return "?";
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ExplanationSettings[" + model + " at " + host() + "]";
  }
}
