package dev.microlog.server.explain.model;

import dev.microlog.server.explain.evidence.Evidence;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which model to ask, and how.
 *
 * @param apiKey empty if none is set; never shown, logged or sent anywhere but to the endpoint
 * @param baseUrl of the endpoint, e.g. {@code https://api.openai.com/v1}
 * @param model empty if none is set
 * @param timeout how long the endpoint may send nothing
 * @param evidenceTokens how long the evidence is, unless a person says otherwise
 */
public record ExplanationSettings(
    String apiKey, String baseUrl, String model, Duration timeout, int evidenceTokens) {
  static final String OPENAI = "https://api.openai.com/v1";
  static final String OPENAI_MODEL = "gpt-5-mini";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
  private static final Pattern PRIVATE =
      Pattern.compile(
          "127\\..*|10\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*"
              + "|\\[(?:::1|f[cd].*|fe80.*)]|[^.:\\[]+|.+\\.(?:localhost|local|internal|lan|home\\.arpa)");

  /** Gives the value of a setting by its name, null if it is not set. */
  @FunctionalInterface
  public interface Lookup {
    @Nullable String find(String name);
  }

  /**
   * Reads the environment first, then a configuration file.
   *
   * <p>Endpoint: {@code MICROLOG_LLM_BASE_URL}, else {@code explain.base-url} of the file, else
   * {@code OPENAI_BASE_URL}, else OpenAI. Key: {@code MICROLOG_LLM_API_KEY}; {@code OPENAI_API_KEY}
   * only where the endpoint is OpenAI or what {@code OPENAI_BASE_URL} names, since whoever set it
   * meant it for that. Then {@code MICROLOG_LLM_MODEL} or {@code explain.model}, {@code
   * MICROLOG_LLM_TIMEOUT} or {@code explain.timeout} (seconds), {@code MICROLOG_EVIDENCE_TOKENS} or
   * {@code explain.evidence-tokens}. A key is never read from a file. A value that makes no sense
   * is kept and reported by {@link #check()}, or the default takes its place.
   */
  public static ExplanationSettings from(Lookup environment, Lookup file) {
    String openAi = endpoint(first(environment, "OPENAI_BASE_URL"));
    openAi = openAi.isEmpty() ? OPENAI : openAi;
    String url =
        endpoint(or(first(environment, "MICROLOG_LLM_BASE_URL"), first(file, "explain.base-url")));
    url = url.isEmpty() ? openAi : url;
    String key = first(environment, "MICROLOG_LLM_API_KEY");
    if (key.isEmpty() && (url.equals(openAi) || url.equals(OPENAI))) {
      key = first(environment, "OPENAI_API_KEY");
    }
    String model = or(first(environment, "MICROLOG_LLM_MODEL"), first(file, "explain.model"));
    return new ExplanationSettings(
        key,
        url,
        model.isEmpty() && url.equals(OPENAI) ? OPENAI_MODEL : model,
        timeout(or(first(environment, "MICROLOG_LLM_TIMEOUT"), first(file, "explain.timeout"))),
        tokens(
            or(
                first(environment, "MICROLOG_EVIDENCE_TOKENS"),
                first(file, "explain.evidence-tokens"))));
  }

  /** From an environment alone. */
  public static ExplanationSettings from(Lookup environment) {
    return from(environment, name -> null);
  }

  /** From the environment of this process. */
  public static ExplanationSettings fromEnvironment() {
    return from(System::getenv);
  }

  private static String or(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }

  private static String endpoint(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
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

  private static int tokens(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), Evidence.LEAST_TOKENS, Evidence.MOST_TOKENS);
    } catch (NumberFormatException e) {
      return Evidence.DEFAULT_TOKENS;
    }
  }

  /** The same with another model; an empty or null one changes nothing. */
  public ExplanationSettings withModel(@Nullable String model) {
    return model == null || model.isBlank()
        ? this
        : new ExplanationSettings(apiKey, baseUrl, model.strip(), timeout, evidenceTokens);
  }

  public boolean hasKey() {
    return !apiKey.isEmpty();
  }

  /** Whether a model can be asked. */
  public boolean configured() {
    return problem() == null;
  }

  /** Why no model can be asked and what to set, for a person; empty if one can. */
  public String missing() {
    ModelException problem = problem();
    return problem == null ? "" : problem.sentences();
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
    if (hasKey() && isOpenToAll()) {
      return ModelFailures.notConfigured(
          "MICROLOG_LLM_BASE_URL is http, so the key would cross the network unencrypted.",
          "Set it to an https address; http is for this machine and private networks.");
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

  /** Whether requests leave for the internet without encryption. */
  private boolean isOpenToAll() {
    URI uri = URI.create(baseUrl);
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("http")
        && !PRIVATE.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
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
