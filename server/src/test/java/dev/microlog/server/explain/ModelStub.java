package dev.microlog.server.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model's server that speaks the real protocol, chat completions as server-sent events, over
 * plain sockets, and behaves as the name of the model says: {@code good}, {@code slow}, {@code
 * cut}, …
 *
 * <p>As a program ({@code ModelStub PORT}) it serves a person's trials of the page.
 */
public final class ModelStub implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern CITED = Pattern.compile("\\[([A-Z]\\d+)]");
  private static final String EVENTS = "text/event-stream";

  /** An answer that tries everything that a page must not do. */
  public static final String HOSTILE =
      """
      # What it is

      It is fine [C1], and slow [C999].
      ![track](https://evil.example/t.png) <img src=x onerror=alert(1)>
      <script>alert(1)</script>
      [click](javascript:alert(1)) [here](data:text/html,x) [ok](https://example.org/a)
      [sneaky][ref] <https://evil.example/auto>

      [ref]: http://evil.example/
      """;

  /** A request as it came. */
  public record Request(String path, Map<String, String> headers, JsonNode body) {
    public String lastMessage() {
      JsonNode messages = body.path("messages");
      return messages.path(messages.size() - 1).path("content").asText();
    }
  }

  private final ServerSocket server;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();

  private ModelStub(int port) throws IOException {
    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static ModelStub start() throws IOException {
    return new ModelStub(0);
  }

  /** Serves until it is ended. */
  public static void main(String[] args) throws Exception {
    try (var stub = new ModelStub(Integer.parseInt(args[0]))) {
      System.out.println("MICROLOG_LLM_BASE_URL=" + stub.url());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How an answer ended: {@code whole}, or {@code left} when the client closed the connection. */
  public @Nullable String awaitEnd() throws InterruptedException {
    return ends.poll(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(new BufferedInputStream(socket.getInputStream()));
      if (request != null) {
        requests.add(request);
        answer(request, socket.getOutputStream());
        ends.add("whole");
      }
    } catch (IOException e) {
      ends.add("left");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (!first.startsWith("POST ")) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(first.split(" ")[1], headers, JSON.readTree(in.readNBytes(length)));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void answer(Request request, OutputStream out) throws IOException, InterruptedException {
    switch (request.body().path("model").asText()) {
      case "slow" -> stream(out, answerFor(request), "stop", 300);
      case "silent" -> {
        head(out, "200 OK", EVENTS, "");
        silence(out);
      }
      case "mute" -> silence(out);
      case "mute-for-long" -> Thread.sleep(20_000);
      case "control" ->
          stream(out, "a \u001b]0;title\u0007 and a bell \u001b[31m [C1].", "stop", 0);
      case "stall" -> {
        begin(out);
        silence(out);
      }
      case "cut" -> {
        head(out, "200 OK", EVENTS, "Transfer-Encoding: chunked\r\n");
        String data = "data: " + chunk("It begins [C1] and", null) + "\n\n";
        write(out, Integer.toHexString(data.length()) + "\r\n" + data + "\r\n");
      }
      case "no-end" -> begin(out);
      case "hang-up" -> {}
      case "length" -> stream(out, "It begins and", "length", 0);
      case "filtered" -> stream(out, "It begins and", "content_filter", 0);
      case "empty" -> stream(out, "", "stop", 0);
      case "html" -> {
        head(out, "200 OK", "text/html", "");
        write(out, "<html><body>Welcome</body></html>\n");
      }
      case "malformed" -> {
        begin(out);
        event(out, "{\"choices\": [{\"delta\": {\"content\": [1,");
        event(out, "[DONE]");
      }
      case "error-inside" -> {
        begin(out);
        event(out, "{\"error\":{\"message\":\"GPU lost\",\"type\":\"server_error\"}}");
      }
      case "endless" -> {
        head(out, "200 OK", EVENTS, "");
        for (int i = 0; i < 100_000; i++) {
          event(out, chunk("and on and on ".repeat(20), null));
        }
      }
      case "hostile" -> stream(out, HOSTILE, "stop", 0);
      case "hostile-slow" -> stream(out, HOSTILE, "stop", 40);
      case "no-usage" -> {
        if (request.body().has("stream_options")) {
          problem(out, "400 Bad Request", "Unrecognized field: stream_options", "invalid", "");
        } else {
          head(out, "200 OK", EVENTS, "");
          event(out, chunk("Fine.", null));
          event(out, chunk("", "stop"));
          event(out, "[DONE]");
        }
      }
      case "busy-once" -> {
        if (failures.getAndIncrement() == 0) {
          problem(out, "503 Service Unavailable", "overloaded", "server_error", "");
        } else {
          stream(out, answerFor(request), "stop", 0);
        }
      }
      default -> refuse(request, out);
    }
  }

  private static void refuse(Request request, OutputStream out)
      throws IOException, InterruptedException {
    String tooMany = "429 Too Many Requests";
    switch (request.body().path("model").asText()) {
      case "rate" -> problem(out, tooMany, "slow down", "rate_limit_exceeded", "");
      case "rate-later" ->
          problem(out, tooMany, "slow down", "rate_limit_exceeded", "Retry-After: 75\r\n");
      case "quota" -> problem(out, tooMany, "no money", "insufficient_quota", "");
      case "refused" -> problem(out, "401 Unauthorized", "bad key", "invalid_api_key", "");
      case "forbidden" -> problem(out, "403 Forbidden", "not for you", "forbidden", "");
      case "unknown" ->
          problem(out, "404 Not Found", "The model does not exist", "model_not_found", "");
      case "lost" -> {
        head(out, "404 Not Found", "text/html", "");
        write(out, "<h1>404</h1>");
      }
      case "context" ->
          problem(
              out,
              "400 Bad Request",
              "This model's maximum context length is 4096 tokens",
              "context_length_exceeded",
              "");
      case "context-llama" ->
          problem(
              out,
              "400 Bad Request",
              "the request exceeds the available context size",
              "exceed_context_size_error",
              "");
      case "broken" ->
          problem(
              out,
              "500 Internal Server Error",
              "boom for " + request.headers().get("authorization") + " at 10.1.2.3\nsecond line",
              "server_error",
              "");
      case "broken-html" -> {
        head(out, "500 Internal Server Error", "text/html", "");
        write(out, "<h1>500</h1>");
      }
      case "elsewhere" ->
          head(out, "307 Temporary Redirect", "text/plain", "Location: http://127.0.0.1:9/v1\r\n");
      default -> stream(out, answerFor(request), "stop", 0);
    }
  }

  /** In the asked outline, citing what the evidence offers. */
  private static String answerFor(Request request) {
    List<String> ids = new ArrayList<>();
    for (JsonNode message : request.body().path("messages")) {
      Matcher matcher = CITED.matcher(message.path("content").asText());
      while (message.path("role").asText().equals("user") && matcher.find()) {
        ids.add(matcher.group(1));
      }
    }
    String call = ids.stream().filter(id -> id.startsWith("C")).findFirst().orElse("C1");
    String wait = ids.stream().filter(id -> id.startsWith("W")).findFirst().orElse(call);
    return """
        ## What it is
        A program that was recorded [%1$s].

        ## How it is designed
        It calls and is called [%1$s].

        ## Where the time goes
        Most of it is in one place [%2$s].

        ## What is wrong
        Nothing is proven by [Z99].

        ## What to do first
        Look at [%1$s] in the [documentation](https://docs.oracle.com/en/java/).
        """
        .formatted(call, wait);
  }

  private static void begin(OutputStream out) throws IOException {
    head(out, "200 OK", EVENTS, "");
    event(out, chunk("It begins", null));
  }

  private static void stream(OutputStream out, String text, String finish, long millis)
      throws IOException, InterruptedException {
    head(out, "200 OK", EVENTS, "");
    event(out, chunk("", null));
    for (int at = 0; at < text.length(); at += 7) {
      event(out, chunk(text.substring(at, Math.min(text.length(), at + 7)), null));
      Thread.sleep(millis);
    }
    event(out, chunk("", finish));
    event(out, usage(text));
    event(out, "[DONE]");
  }

  /** Says nothing, but notices when the client goes. */
  private static void silence(OutputStream out) throws IOException, InterruptedException {
    for (int i = 0; i < 60; i++) {
      Thread.sleep(500);
      write(out, ":");
    }
  }

  private static void head(OutputStream out, String status, String type, String more)
      throws IOException {
    write(
        out,
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nConnection: close\r\n"
            + more
            + "\r\n");
  }

  private static void problem(
      OutputStream out, String status, String message, String code, String more)
      throws IOException {
    head(out, status, "application/json", more);
    write(
        out, json(Map.of("error", Map.of("message", message, "code", code, "type", "error_type"))));
  }

  private static Map<String, @Nullable Object> chunk() {
    Map<String, @Nullable Object> chunk = new LinkedHashMap<>();
    chunk.put("id", "chatcmpl-1");
    chunk.put("object", "chat.completion.chunk");
    chunk.put("created", 1_700_000_000);
    chunk.put("model", "stub-1");
    return chunk;
  }

  private static String chunk(String text, @Nullable String finish) throws IOException {
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("index", 0);
    choice.put("delta", Map.of("role", "assistant", "content", text));
    choice.put("finish_reason", finish);
    Map<String, @Nullable Object> chunk = chunk();
    chunk.put("choices", List.of(choice));
    return json(chunk);
  }

  private static String usage(String text) throws IOException {
    int answer = text.length() / 4;
    Map<String, @Nullable Object> chunk = chunk();
    chunk.put("choices", List.of());
    chunk.put(
        "usage",
        Map.of("prompt_tokens", 1200, "completion_tokens", answer, "total_tokens", 1200 + answer));
    return json(chunk);
  }

  private static void event(OutputStream out, String data) throws IOException {
    write(out, "data: " + data + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String json(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }
}
