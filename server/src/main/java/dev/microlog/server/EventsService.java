package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingStore;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/events}: server-sent events that tell a page that the list has changed. A client
 * that reads too slowly is told to read the whole list; one that has gone is noticed at the next
 * heartbeat.
 */
final class EventsService implements AutoCloseable {
  private static final String READ_ALL = "{}";
  private static final String END = "";
  private static final int MAX_CLIENTS = 200;
  private static final long HEARTBEAT_SECONDS = 15;
  private static final JsonMapper JSON = new JsonMapper();

  private final Set<BlockingQueue<String>> clients = ConcurrentHashMap.newKeySet();
  private final RecordingStore.Subscription subscription;
  private volatile boolean closed;

  EventsService(RecordingStore store) {
    subscription = store.subscribe(this::changed);
  }

  void register(io.helidon.webserver.http.HttpRules rules) {
    Endpoint.at("/api/events").get(this::stream).register(rules);
  }

  private void changed(List<RecordingEntry> entries) {
    String data = entries.size() == 1 ? json(entries.get(0)) : READ_ALL;
    clients.forEach(client -> tell(client, data));
  }

  private static void tell(BlockingQueue<String> client, String data) {
    if (!client.offer(data)) {
      client.clear();
      boolean told = client.offer(READ_ALL);
      assert told;
    }
  }

  private static String json(RecordingEntry entry) {
    try {
      return JSON.writeValueAsString(RecordingJson.of(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void stream(ServerRequest request, ServerResponse response) throws IOException {
    if (clients.size() >= MAX_CLIENTS) {
      throw new ProblemException(
          Status.SERVICE_UNAVAILABLE_503, "Too many pages are open; close some.");
    }
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (Replies.isHead(request)) {
      response.send();
      return;
    }
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(64);
    clients.add(queue);
    try (OutputStream out = response.outputStream()) {
      write(out, ": welcome\n\n");
      pump(queue, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(queue);
    }
  }

  private void pump(BlockingQueue<String> queue, OutputStream out)
      throws IOException, InterruptedException {
    while (!closed) {
      @Nullable String data = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      if (data == null) {
        write(out, ": still here\n\n");
      } else if (!data.equals(END)) {
        write(out, "event: recordings\ndata: " + data + "\n\n");
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    clients.forEach(client -> tell(client, END));
  }
}
