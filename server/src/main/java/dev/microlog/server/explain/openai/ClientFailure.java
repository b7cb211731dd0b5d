package dev.microlog.server.explain.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelFailures;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What one of the client's exceptions means to the person who asked. */
final class ClientFailure {
  private static final Pattern CONTEXT =
      Pattern.compile(
          "context[ _](?:length|window|size)|maximum context|too many (?:input )?tokens"
              + "|prompt is too long|exceeds? the (?:available )?context|input is too long");

  private final RuntimeException thrown;
  private final ModelFailures failures;
  private final @Nullable OpenAIServiceException answered;

  ClientFailure(RuntimeException thrown, ModelFailures failures) {
    this.thrown = thrown;
    this.failures = failures;
    this.answered = thrown instanceof OpenAIServiceException service ? service : null;
  }

  /**
   * Whether the endpoint has certainly not worked on the request, so that it costs nothing to ask
   * again.
   */
  boolean mayRepeat() {
    if (answered != null) {
      int status = answered.statusCode();
      return (status == 429 && !isQuota()) || status == 502 || status == 503 || status == 529;
    }
    return cause() instanceof ConnectException;
  }

  /** Whether an endpoint refuses to count tokens, which some do. */
  boolean isAboutStreamOptions() {
    return answered != null
        && (answered.statusCode() == 400 || answered.statusCode() == 422)
        && (said().contains("stream_options")
            || answered.param().orElse("").contains("stream_options"));
  }

  /**
   * @param begun whether a part of the answer has come
   */
  ModelException report(boolean begun) {
    if (answered != null) {
      return answered instanceof SseException ? inStream() : refused(answered.statusCode());
    }
    if (thrown instanceof OpenAIInvalidDataException) {
      return begun ? failures.malformed() : failures.noChat();
    }
    if (thrown instanceof OpenAIIoException) {
      return connection(begun);
    }
    throw thrown;
  }

  private ModelException connection(boolean begun) {
    Throwable cause = cause();
    if (cause instanceof SocketTimeoutException timeout) {
      boolean connecting =
          String.valueOf(timeout.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
      return connecting ? failures.connectTimeout() : failures.timeout();
    }
    if (cause instanceof InterruptedIOException) {
      return failures.timeout();
    }
    if (cause instanceof UnknownHostException) {
      return failures.hostUnknown();
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return failures.unreachable();
    }
    if (cause instanceof SSLException && !begun) {
      return failures.insecure();
    }
    return begun ? failures.cut() : failures.brokenBeforeAnswer();
  }

  private ModelException refused(int status) {
    if (status == 429) {
      return isQuota() ? failures.quota() : failures.rateLimit(retryAfter());
    }
    if (status == 404) {
      boolean model = code().contains("model") || said().toLowerCase(Locale.ROOT).contains("model");
      return model ? failures.modelUnknown() : failures.endpointUnknown();
    }
    if (status == 413 || isContext()) {
      return failures.contextTooLong();
    }
    if (status == 401) {
      return failures.keyRefused();
    }
    if (status == 403) {
      return failures.forbidden();
    }
    if (status >= 300 && status < 400) {
      return failures.redirected();
    }
    return status >= 500 ? failures.serverError(status, said()) : failures.refused(status, said());
  }

  /** An error in place of a chunk: its status is still that of the stream. */
  private ModelException inStream() {
    if (isContext()) {
      return failures.contextTooLong();
    }
    if (isQuota()) {
      return failures.quota();
    }
    if (code().contains("rate_limit")) {
      return failures.rateLimit(null);
    }
    return failures.serverError(0, said());
  }

  private boolean isContext() {
    return code().contains("context_length")
        || CONTEXT.matcher(said().toLowerCase(Locale.ROOT)).find();
  }

  private boolean isQuota() {
    return code().contains("insufficient_quota") || code().contains("billing");
  }

  private String code() {
    return answered == null ? "" : answered.code().orElse("") + " " + answered.type().orElse("");
  }

  /** What the endpoint says in its error document; endpoints differ in where they put it. */
  private String said() {
    if (answered == null || answered.body().isMissing()) {
      return "";
    }
    JsonNode body = answered.body().convert(JsonNode.class);
    return body == null ? "" : said(body);
  }

  private static String said(JsonNode body) {
    for (String name : List.of("message", "error", "detail")) {
      JsonNode value = body.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return said(value);
      }
    }
    return body.asText();
  }

  private @Nullable Duration retryAfter() {
    List<String> values = answered == null ? List.of() : answered.headers().values("Retry-After");
    try {
      return values.isEmpty()
          ? null
          : Duration.ofMillis(Math.round(Math.max(0, Double.parseDouble(values.get(0))) * 1000));
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  private @Nullable Throwable cause() {
    Throwable cause = thrown.getCause();
    while (cause != null && cause.getCause() != null && !isTelling(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isTelling(Throwable cause) {
    return cause instanceof InterruptedIOException
        || cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException;
  }
}
