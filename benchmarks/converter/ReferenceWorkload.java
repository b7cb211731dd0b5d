import com.sun.net.httpserver.HttpServer;
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
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;

/**
 * The workload by which bytes an hour are told: an HTTP service under steady load from two clients,
 * its two worker threads busy for about half of the time, ten log lines a second.
 *
 * <p>{@code java ReferenceWorkload.java [seconds]}, under the agent with its defaults.
 */
public final class ReferenceWorkload {
  private static final Logger LOG = Logger.getLogger("com.acme.shop.Orders");
  private static final Map<Integer, Long> STOCK = new HashMap<>();

  public static void main(String[] args) throws Exception {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 300;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger orders = new AtomicInteger();
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
          if (id % 4 == 0) {
            LOG.log(
                Level.INFO,
                "order {0} of customer {1} took {2} ms",
                new Object[] {
                  String.valueOf(id),
                  String.valueOf(id * 31 % 977),
                  String.valueOf((System.nanoTime() - start) / 1_000_000)
                });
          }
        });
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/order");
    long end = System.nanoTime() + seconds * 1_000_000_000;
    Thread[] clients = new Thread[2];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Thread(() -> load(uri, end), "client-" + i);
      clients[i].start();
    }
    for (Thread client : clients) {
      client.join();
    }
    System.exit(0);
  }

  private static void load(URI uri, long end) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      for (long next = System.nanoTime(); next < end; next += 50_000_000) {
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        long left = next + 50_000_000 - System.nanoTime();
        if (left > 0) {
          Thread.sleep(left / 1_000_000);
        }
      }
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "a client gave up", e);
    }
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
