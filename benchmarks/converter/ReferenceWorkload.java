import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;

/**
 * The workload by which bytes an hour are told: an HTTP service under steady load, its two worker
 * threads busy nearly all the time, ten log lines a second. Who asks is another process, as it is in
 * the world; it is not recorded.
 *
 * <pre>{@code
 * javac -d DIR ReferenceWorkload.java
 * java -javaagent:…/microlog-agent.jar=name=reference -cp DIR ReferenceWorkload serve 4700 &
 * java -cp DIR ReferenceWorkload ask 4700 SECONDS
 * }</pre>
 *
 * <p>The service ends when its clients do. {@code ReferenceWorkload both SECONDS} has the clients in
 * the same JVM, where they pause between requests, so that there are many more waits.
 */
public final class ReferenceWorkload {
  private static final Logger LOG = Logger.getLogger("com.acme.shop.Orders");
  private static final Map<Integer, Long> STOCK = new HashMap<>();
  private static final long LOG_NANOS = 100_000_000;

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "serve" -> serve(Integer.parseInt(args[1]));
      case "ask" -> {
        URI base = URI.create("http://127.0.0.1:" + args[1]);
        ask(base.resolve("/order"), Long.parseLong(args[2]), 0);
        send(HttpClient.newHttpClient(), base.resolve("/end"));
      }
      case "both" -> {
        ask(serve(0), Long.parseLong(args[1]), 50_000_000);
        System.exit(0);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static URI serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    AtomicInteger orders = new AtomicInteger();
    AtomicLong nextLine = new AtomicLong(System.nanoTime());
    server.createContext(
        "/order",
        exchange -> {
          int id = orders.incrementAndGet();
          long start = System.nanoTime();
          long sum = price(id) + reserve(id % 500);
          byte[] answer = ("{\"order\":" + id + ",\"sum\":" + sum + "}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
          long line = nextLine.get();
          long end = System.nanoTime();
          if (end >= line && nextLine.compareAndSet(line, line + LOG_NANOS)) {
            LOG.log(
                Level.INFO,
                "order {0} of customer {1} took {2} ms",
                new Object[] {
                  String.valueOf(id),
                  String.valueOf(id * 31 % 977),
                  String.valueOf((end - start) / 1_000_000)
                });
          }
        });
    server.createContext(
        "/end",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          System.exit(0);
        });
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/order");
  }

  private static void ask(URI uri, long seconds, long pauseNanos) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000;
    Thread[] clients = new Thread[2];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Thread(() -> load(uri, end, pauseNanos), "client-" + i);
      clients[i].start();
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  private static void load(URI uri, long end, long pauseNanos) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      for (long next = System.nanoTime(); next < end; next = Math.max(next + pauseNanos, System.nanoTime())) {
        send(client, uri);
        long left = next + pauseNanos - System.nanoTime();
        if (left > 0) {
          Thread.sleep(left / 1_000_000);
        }
      }
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "a client gave up", e);
    }
  }

  private static void send(HttpClient client, URI uri) throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long price(int id) {
    Random random = new Random(id);
    CRC32 crc = new CRC32();
    for (int i = 0; i < 1500; i++) {
      crc.update(describe(random.nextInt(1000)).getBytes(StandardCharsets.UTF_8));
    }
    return crc.getValue();
  }

  private static String describe(int item) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append("item ").append(Integer.toHexString(item * i)).append(';');
    }
    return text.toString();
  }

  private static synchronized long reserve(int item) {
    long sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += STOCK.merge(item + i % 50, 1L, Long::sum);
    }
    return sum;
  }
}
