package dev.microlog.examples.bookstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.microlog.Microlog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers the requests of the customers, on three threads named {@code http-1} to {@code http-3}.
 */
final class Shop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Shop.class.getName());
  private static final long SLOW_MILLIS = 250;

  private final Database database;
  private final PriceList prices;
  private final Bank bank = new Bank();
  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService threads;
  private final HttpServer server;

  Shop(Database database, PriceList prices) throws IOException {
    this.database = database;
    this.prices = prices;
    var number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            3, task -> new Thread(task, "http-" + number.incrementAndGet()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/search", exchange -> answer(exchange, this::search));
    server.createContext("/orders", exchange -> answer(exchange, this::orders));
    server.createContext("/checkout", exchange -> answer(exchange, this::checkout));
    server.start();
  }

  /** The port of the loopback interface where the shop listens. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Does once what requests will ask for: the first customer shall not wait for class loading. */
  void warmUp() throws IOException, SQLException {
    json.writeValueAsBytes(orders("0"));
    json.writeValueAsBytes(search("river"));
  }

  /** Answers the part of a path after the last slash. */
  private interface Handler {
    Object handle(String argument) throws SQLException, PaymentException, InterruptedException;
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    String path = exchange.getRequestURI().getPath();
    long start = System.nanoTime();
    try (exchange;
        var request = Microlog.span(exchange.getHttpContext().getPath())) {
      respond(exchange, path, handler);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (millis > SLOW_MILLIS) {
      LOG.log(Level.WARNING, "**Slow**: `{0}` took {1} ms", new Object[] {path, millis});
    }
  }

  private void respond(HttpExchange exchange, String path, Handler handler) throws IOException {
    try {
      Object result = handler.handle(path.substring(path.lastIndexOf('/') + 1));
      byte[] body = json.writeValueAsBytes(result);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (PaymentException e) {
      LOG.log(Level.SEVERE, "An order is lost", e);
      exchange.sendResponseHeaders(402, -1);
    } catch (SQLException e) {
      LOG.log(Level.SEVERE, "The database does not answer", e);
      exchange.sendResponseHeaders(500, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.sendResponseHeaders(503, -1);
    }
  }

  private List<Book> search(String word) throws SQLException {
    return database.search(word);
  }

  private List<Order> orders(String customer) throws SQLException {
    List<Order> orders = database.orders(Integer.parseInt(customer));
    int books = orders.stream().mapToInt(order -> order.books().size()).sum();
    LOG.log(
        Level.INFO,
        "Customer {0} has {1} orders, read with {2} statements",
        new Object[] {customer, orders.size(), 1 + orders.size() + books});
    return orders;
  }

  /** Buys the book with that number and the next two. */
  private Order checkout(String first) throws SQLException, PaymentException, InterruptedException {
    int number = Integer.parseInt(first);
    int customer = number % Database.CUSTOMERS;
    List<Book> books = database.search("garden").subList(number % 40, number % 40 + 3);
    long cents = total(books);
    bank.pay(customer, cents);
    int order = database.order(customer, books.stream().mapToInt(Book::number).toArray());
    LOG.log(
        Level.INFO,
        "Order {0}: {1} books for {2} cents",
        new Object[] {order, books.size(), cents});
    return new Order(order, customer, books);
  }

  private long total(List<Book> books) {
    long cents = 0;
    for (Book book : books) {
      cents += prices.price(book);
    }
    return cents;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
