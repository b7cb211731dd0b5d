package dev.microlog.server.explain.model;

import dev.microlog.convert.Redaction;
import dev.microlog.server.explain.model.ModelException.Reason;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sentences for everything that can go wrong with a model, each with what to do. */
public final class ModelFailures {
  private static final int MAX_QUOTE = 300;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final ExplanationSettings settings;

  public ModelFailures(ExplanationSettings settings) {
    this.settings = settings;
  }

  public static ModelException notConfigured(String sentence, String advice) {
    return new ModelException(Reason.NOT_CONFIGURED, sentence, advice, null);
  }

  public ModelException cancelled() {
    return failure(Reason.CANCELLED, "Cancelled; the request was ended.", "");
  }

  public ModelException timeout() {
    return failure(
        Reason.TIMEOUT,
        host() + " sent nothing for " + seconds(settings.timeout()) + ".",
        "Ask again, or give it longer with MICROLOG_LLM_TIMEOUT (seconds).");
  }

  public ModelException connectTimeout() {
    return failure(
        Reason.UNREACHABLE,
        host() + " did not accept the connection in time.",
        "Check MICROLOG_LLM_BASE_URL, the network and the proxy.");
  }

  public ModelException rateLimit(@Nullable Duration retryAfter) {
    String when = retryAfter == null ? "a minute" : seconds(retryAfter);
    return new ModelException(
        Reason.RATE_LIMIT,
        host() + " gets more requests from this key than it allows.",
        "Ask again in " + when + ".",
        retryAfter);
  }

  public ModelException quota() {
    return failure(
        Reason.QUOTA,
        "The account of this key has no credit left at " + host() + ".",
        "Add credit there, or use another key.");
  }

  public ModelException keyRefused() {
    return failure(
        Reason.KEY_REFUSED,
        settings.hasKey()
            ? host() + " refuses the key."
            : host() + " wants a key, and none is set.",
        "Set MICROLOG_LLM_API_KEY to a valid one and start again (OPENAI_API_KEY is sent to OpenAI"
            + " alone).");
  }

  public ModelException forbidden() {
    return failure(
        Reason.FORBIDDEN,
        "The key is valid, but " + host() + " does not let it use " + settings.model() + ".",
        "Use a key with more rights, or another model with MICROLOG_LLM_MODEL.");
  }

  public ModelException modelUnknown() {
    return failure(
        Reason.MODEL_UNKNOWN,
        host() + " has no model named " + settings.model() + ".",
        "Set MICROLOG_LLM_MODEL to one it has (with Ollama: `ollama pull "
            + settings.model()
            + "`).");
  }

  public ModelException endpointUnknown() {
    return failure(
        Reason.ENDPOINT_UNKNOWN,
        host() + " does not know the address of the request.",
        "Check MICROLOG_LLM_BASE_URL: for most servers it ends with /v1.");
  }

  public ModelException hostUnknown() {
    return failure(
        Reason.UNREACHABLE,
        "There is no host named " + host() + ".",
        "Check MICROLOG_LLM_BASE_URL and the network.");
  }

  public ModelException unreachable() {
    return failure(
        Reason.UNREACHABLE,
        "Nothing answers at " + host() + ".",
        "Start the model's server, or check MICROLOG_LLM_BASE_URL, the network and the proxy.");
  }

  public ModelException insecure() {
    return failure(
        Reason.INSECURE,
        "The connection to " + host() + " cannot be trusted: its certificate was not accepted.",
        "Check MICROLOG_LLM_BASE_URL (https or http) and the JVM's trust store.");
  }

  public ModelException cut() {
    return failure(
        Reason.CUT,
        "The connection to " + host() + " ended in the middle of the answer.",
        "What came is shown; ask again for the whole.");
  }

  public ModelException brokenBeforeAnswer() {
    return failure(
        Reason.CUT,
        "The connection to " + host() + " ended before an answer came.",
        "Ask again; if it stays, look into the log of the model's server.");
  }

  public ModelException answerTooLong() {
    return failure(
        Reason.TOO_LONG,
        settings.model() + " stopped at its limit of length before the answer was whole.",
        "What came is shown; ask about a shorter range, or use a model with a larger limit.");
  }

  public ModelException endless(int characters) {
    return failure(
        Reason.TOO_LONG,
        "The answer passed " + characters + " characters and was ended here.",
        "Ask again, or use another model with MICROLOG_LLM_MODEL.");
  }

  public ModelException contextTooLong() {
    return failure(
        Reason.CONTEXT_TOO_LONG,
        "The evidence is longer than " + settings.model() + " can read.",
        "Ask with less evidence (fewer tokens, or a shorter range), or use a model that reads more.");
  }

  public ModelException filtered() {
    return failure(
        Reason.FILTERED,
        "The content filter of " + host() + " stopped the answer.",
        "Take what could offend it out of the prompt, and ask again.");
  }

  public ModelException serverError(int status, String said) {
    return failure(
        Reason.SERVER_ERROR,
        host() + " failed" + (status > 299 ? " with status " + status : "") + quote(said),
        "Ask again in a minute; if it stays, look into the log of the model's server.");
  }

  public ModelException refused(int status, String said) {
    return failure(
        Reason.REFUSED,
        host() + " refuses the request with status " + status + quote(said),
        "Check MICROLOG_LLM_MODEL and MICROLOG_LLM_BASE_URL.");
  }

  public ModelException redirected() {
    return failure(
        Reason.REFUSED,
        host() + " wants to send the request elsewhere, which is not followed with a key.",
        "Set MICROLOG_LLM_BASE_URL to the final address.");
  }

  public ModelException noChat() {
    return failure(
        Reason.MALFORMED,
        host() + " answered with something that is no chat completion.",
        "Check MICROLOG_LLM_BASE_URL: for most servers it ends with /v1.");
  }

  public ModelException malformed() {
    return failure(
        Reason.MALFORMED,
        host() + " sent something in the middle of the answer that cannot be read.",
        "What came is shown; ask again for the whole.");
  }

  public ModelException empty() {
    return failure(
        Reason.MALFORMED,
        settings.model() + " answered with nothing.",
        "Ask again, or use another model with MICROLOG_LLM_MODEL.");
  }

  private String host() {
    return settings.host();
  }

  private static ModelException failure(Reason reason, String sentence, String advice) {
    return new ModelException(reason, sentence, advice, null);
  }

  private static String seconds(Duration time) {
    long seconds = Math.max(1, (time.toMillis() + 999) / 1000);
    if (seconds >= 120) {
      return (seconds + 59) / 60 + " minutes";
    }
    return seconds + (seconds == 1 ? " second" : " seconds");
  }

  /** What the endpoint said, as one short line of text that holds no secret. */
  private String quote(String said) {
    String clean = said;
    if (settings.hasKey()) {
      clean = clean.replace(settings.apiKey(), "<key>");
    }
    clean = BLANKS.matcher(Redaction.text(clean)).replaceAll(" ").strip();
    if (clean.isEmpty()) {
      return ".";
    }
    return ": \u201c"
        + (clean.length() > MAX_QUOTE ? clean.substring(0, MAX_QUOTE) + "\u2026" : clean)
        + "\u201d.";
  }
}
