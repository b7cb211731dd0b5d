package dev.microlog.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Helidon SE service under steady load from clients in the same process: the reference workload.
 *
 * <p>Two clients send a fixed number of requests a second each, every tenth is logged, and every
 * hundredth asks for something that does not exist. Arguments: the seconds (7 without; not scaled),
 * and the requests a second of each client (50 without).
 *
 * <p><b>What to look for.</b> An even picture, since the load is steady: the requests are handled
 * by virtual threads, {@code HttpServer.search} and {@code HttpServer.product} are the hot methods,
 * {@code client-1} and {@code client-2} read from their sockets or sleep until their next turn. The
 * log has about ten entries a second, and a warning now and then.
 */
public final class HttpServer {
  private static final Logger LOG = Logger.getLogger(HttpServer.class.getName());
  private static final int PRODUCTS = 12_000;

  private final ObjectMapper json = new ObjectMapper();
  private final List<Product> products;
  private final AtomicInteger requests = new AtomicInteger();

  private HttpServer(Random random) {
    var list = new ArrayList<Product>();
    for (int number = 0; number < PRODUCTS; number++) {
      String name = Long.toString(random.nextLong() >>> 1, 36);
      list.add(
          new Product(number, name, random.nextInt(10_000) / 100.0, List.of(name.substring(0, 2))));
    }
    products = List.copyOf(list);
  }

  /** What the service offers. */
  public record Product(int number, String name, double price, List<String> tags) {}

  /** Serves on the loopback interface and a free port while the clients run. */
  public static void main(String[] arguments) throws InterruptedException {
    double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 7;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    var service = new HttpServer(new Random(5));
    WebServer server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(service::route)
            .build()
            .start();
    try {
      List<Thread> clients = new ArrayList<>();
      for (int number = 1; number <= 2; number++) {
        int seed = number;
        var load = new Load("http://localhost:" + server.port(), seed, rate, seconds);
        var client = new Thread(load, "client-" + number);
        client.start();
        clients.add(client);
      }
      for (Thread client : clients) {
        client.join();
      }
    } finally {
      server.stop();
    }
    System.out.printf("%d requests answered%n", service.requests.get());
  }

  private void route(HttpRouting.Builder routing) {
    routing.get("/products/{number}", this::product).get("/search", this::search);
  }

  private void product(ServerRequest request, ServerResponse response) {
    count(request);
    int number = request.path().pathParameters().first("number").asInt().get();
    if (number < products.size()) {
      send(response, products.get(number));
    } else {
      LOG.log(Level.WARNING, "There is no product {0}", Integer.toString(number));
      response.status(Status.NOT_FOUND_404).send();
    }
  }

  /** Looks at every product, without an index, and sorts what it found. */
  private void search(ServerRequest request, ServerResponse response) {
    count(request);
    String text = request.query().get("text");
    List<Product> found =
        products.stream()
            .filter(product -> distance(product.name(), text) < 8)
            .sorted(Comparator.comparingDouble(Product::price))
            .limit(20)
            .toList();
    send(response, found);
  }

  private void count(ServerRequest request) {
    int number = requests.incrementAndGet();
    if (number % 10 == 0) {
      LOG.log(Level.INFO, "request {0}: {1}", new Object[] {number, request.path().path()});
    }
  }

  /** The letters in which two words differ. */
  private static int distance(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int different = Math.max(one.length(), other.length()) - length;
    for (int i = 0; i < length; i++) {
      if (one.indexOf(other.charAt(i)) < 0) {
        different++;
      }
    }
    return different;
  }

  private void send(ServerResponse response, Object body) {
    try {
      byte[] bytes = json.writeValueAsBytes(body);
      response.header(HeaderNames.CONTENT_TYPE, "application/json").send(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a product is no JSON", e);
    }
  }

  /** One client: a request at every tick, whatever the answers take. */
  private record Load(String uri, int seed, int rate, double seconds) implements Runnable {
    @Override
    public void run() {
      var random = new Random(seed);
      long begin = System.nanoTime();
      for (int tick = 1; tick <= seconds * rate; tick++) {
        request(random, tick);
        long pause = begin + tick * 1_000_000_000L / rate - System.nanoTime();
        if (pause > 1_000_000) {
          Pace.sleep(pause / 1_000_000);
        }
      }
    }

    private void request(Random random, int tick) {
      int number = tick % 100 == 50 ? 99_999 : random.nextInt(PRODUCTS);
      String text = Long.toString(random.nextLong() >>> 1, 36);
      get(tick % 2 == 0 ? "/products/" + number : "/search?text=" + text);
    }

    /** Reads the answer to its end, so that the connection is kept. */
    private void get(String path) {
      try {
        var connection = (HttpURLConnection) URI.create(uri + path).toURL().openConnection();
        boolean fine = connection.getResponseCode() == 200;
        try (@Nullable InputStream body =
            fine ? connection.getInputStream() : connection.getErrorStream()) {
          if (body != null) {
            body.readAllBytes();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
