package dev.microlog.server.explain.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.microlog.server.explain.model.Cancellation;
import dev.microlog.server.explain.model.ExplanationModel;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelFailures;
import dev.microlog.server.explain.model.ModelListener;
import dev.microlog.server.explain.model.ModelMessage;
import dev.microlog.server.explain.model.ModelReply;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;

/**
 * Any endpoint that speaks OpenAI's chat completions.
 *
 * <p>A request is made again only if nothing of the answer has come and the endpoint has said that
 * it did no work (too many requests, overloaded, not accepting connections): up to three times,
 * with growing pauses or the one it asks for. A time-out is not repeated, since the model may be at
 * work and what it does may cost.
 */
public final class OpenAiModel implements ExplanationModel {
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_ANSWER = 200_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(30);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final ExplanationSettings settings;
  private final ModelFailures failures;
  private final Duration firstPause;

  public OpenAiModel(ExplanationSettings settings) {
    this(settings, FIRST_PAUSE);
  }

  OpenAiModel(ExplanationSettings settings, Duration firstPause) {
    this.settings = settings;
    this.failures = new ModelFailures(settings);
    this.firstPause = firstPause;
  }

  @Override
  public ModelReply ask(
      List<ModelMessage> messages, ModelListener listener, Cancellation cancellation)
      throws ModelException {
    settings.check();
    Duration pause = firstPause;
    boolean withUsage = true;
    for (int attempt = 1; ; attempt++) {
      var answer = new Answer(listener);
      try {
        return attempt(messages, withUsage, answer, cancellation);
      } catch (RuntimeException e) {
        if (cancellation.isCancelled()) {
          throw failures.cancelled();
        }
        var failure = new ClientFailure(e, failures);
        if (withUsage && answer.isEmpty() && failure.isAboutStreamOptions()) {
          withUsage = false;
          attempt--;
          continue;
        }
        ModelException reported = failure.report(!answer.isEmpty());
        Duration wait = reported.retryAfter() == null ? pause : reported.retryAfter();
        boolean again =
            failure.mayRepeat()
                && answer.isEmpty()
                && attempt < MAX_ATTEMPTS
                && wait.compareTo(LONGEST_PAUSE) <= 0;
        if (!again) {
          throw reported;
        }
        listener.retry(reported.sentence());
        if (cancellation.await(wait)) {
          throw failures.cancelled();
        }
        pause = pause.multipliedBy(2);
      }
    }
  }

  private ModelReply attempt(
      List<ModelMessage> messages, boolean withUsage, Answer answer, Cancellation cancellation)
      throws ModelException {
    OpenAIClient client = client(cancellation);
    try (StreamResponse<ChatCompletionChunk> response =
        client.chat().completions().createStreaming(request(messages, withUsage))) {
      Iterator<ChatCompletionChunk> chunks = response.stream().iterator();
      while (!cancellation.isCancelled() && chunks.hasNext()) {
        answer.add(chunks.next());
        if (answer.length() > MAX_ANSWER) {
          throw failures.endless(MAX_ANSWER);
        }
      }
    } finally {
      cancellation.onCancel(() -> {});
      client.close();
    }
    if (cancellation.isCancelled()) {
      throw failures.cancelled();
    }
    return answer.reply();
  }

  /** A client for one request: whoever cancels ends its connection, wherever it stands. */
  private OpenAIClient client(Cancellation cancellation) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(settings.baseUrl())
        // The client insists on a key; endpoints that want none ignore this one.
        .apiKey(settings.hasKey() ? settings.apiKey() : "none")
        .timeout(
            Timeout.builder()
                .connect(CONNECT_TIMEOUT)
                .read(settings.timeout())
                .write(settings.timeout())
                .request(LONGEST_ANSWER)
                .build())
        .maxRetries(0)
        .followRedirects(false)
        .logLevel(LogLevel.OFF)
        .addInterceptor(
            chain -> {
              Call call = chain.call();
              cancellation.onCancel(call::cancel);
              return chain.proceed(chain.request());
            })
        .build();
  }

  private ChatCompletionCreateParams request(List<ModelMessage> messages, boolean withUsage) {
    ChatCompletionCreateParams.Builder request =
        ChatCompletionCreateParams.builder().model(settings.model());
    for (ModelMessage message : messages) {
      switch (message.role()) {
        case SYSTEM -> request.addSystemMessage(message.text());
        case USER -> request.addUserMessage(message.text());
        case ASSISTANT -> request.addAssistantMessage(message.text());
      }
    }
    if (withUsage) {
      request.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    return request.build();
  }

  /** Puts the chunks of one answer together. */
  private final class Answer {
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private String model = settings.model();
    private String finish = "";
    private boolean chunkSeen;
    private long promptTokens = -1;
    private long answerTokens = -1;

    Answer(ModelListener listener) {
      this.listener = listener;
    }

    boolean isEmpty() {
      return text.isEmpty();
    }

    int length() {
      return text.length();
    }

    void add(ChatCompletionChunk chunk) {
      chunkSeen |= chunk._choices().asKnown().isPresent();
      chunk._model().asKnown().filter(name -> !name.isBlank()).ifPresent(name -> model = name);
      chunk
          .usage()
          .ifPresent(
              usage -> {
                promptTokens = usage._promptTokens().asKnown().orElse(-1L);
                answerTokens = usage._completionTokens().asKnown().orElse(-1L);
              });
      for (ChatCompletionChunk.Choice choice : chunk._choices().asKnown().orElse(List.of())) {
        choice._delta().asKnown().flatMap(Answer::said).ifPresent(this::append);
        choice._finishReason().asKnown().ifPresent(reason -> finish = reason.asString());
      }
    }

    private static Optional<String> said(ChatCompletionChunk.Choice.Delta delta) {
      Optional<String> content = delta._content().asKnown().filter(text -> !text.isEmpty());
      return content.isPresent() ? content : delta._refusal().asKnown();
    }

    private void append(String piece) {
      if (!piece.isEmpty()) {
        text.append(piece);
        listener.piece(piece);
      }
    }

    ModelReply reply() throws ModelException {
      if (!chunkSeen) {
        throw failures.noChat();
      }
      switch (finish) {
        case "" -> throw isEmpty() ? failures.brokenBeforeAnswer() : failures.cut();
        case "length" -> throw failures.answerTooLong();
        case "content_filter" -> throw failures.filtered();
        default -> {
          if (text.toString().isBlank()) {
            throw failures.empty();
          }
        }
      }
      return new ModelReply(text.toString(), model, promptTokens, answerTokens);
    }
  }
}
