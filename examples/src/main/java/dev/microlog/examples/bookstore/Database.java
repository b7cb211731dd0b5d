package dev.microlog.examples.bookstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.jdbcx.JdbcConnectionPool;

/** The tables of the shop, in an H2 database in memory. Safe for use by several threads. */
final class Database implements AutoCloseable {
  static final int BOOKS = 3000;
  static final int CUSTOMERS = 20;
  private static final int ORDERS_PER_CUSTOMER = 40;
  private static final int BOOKS_PER_ORDER = 10;

  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:bookstore;DB_CLOSE_DELAY=-1", "sa", "");

  /** Creates and fills the tables. */
  Database() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      create(connection);
      var random = new Random(2);
      insertBooks(connection, random);
      insertOrders(connection, random);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table book(number int primary key, title varchar, author varchar, cents int)");
      statement.execute("create table orders(number int auto_increment primary key, customer int)");
      statement.execute("create table line(order_number int, book_number int)");
      statement.execute("create index order_customer on orders(customer)");
      statement.execute("create index line_order on line(order_number)");
    }
  }

  private static void insertBooks(Connection connection, Random random) throws SQLException {
    String[] words = {
      "Night", "River", "Code", "Garden", "Silence", "Machine", "Winter", "Letters"
    };
    String[] authors = {"A. Weiss", "B. Okafor", "C. Tanaka", "D. Silva", "E. Novak", "F. Haddad"};
    try (var insert = connection.prepareStatement("insert into book values(?, ?, ?, ?)")) {
      for (int number = 0; number < BOOKS; number++) {
        insert.setInt(1, number);
        insert.setString(
            2, words[random.nextInt(words.length)] + " and " + words[random.nextInt(words.length)]);
        insert.setString(3, authors[random.nextInt(authors.length)]);
        insert.setInt(4, 500 + random.nextInt(4000));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertOrders(Connection connection, Random random) throws SQLException {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      for (int order = 0; order < ORDERS_PER_CUSTOMER; order++) {
        insertOrder(connection, customer, random.ints(BOOKS_PER_ORDER, 0, BOOKS).toArray());
      }
    }
  }

  private static int insertOrder(Connection connection, int customer, int[] books)
      throws SQLException {
    int order;
    try (var insert =
        connection.prepareStatement(
            "insert into orders(customer) values(?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setInt(1, customer);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        order = keys.getInt(1);
      }
    }
    try (var insert = connection.prepareStatement("insert into line values(?, ?)")) {
      for (int book : books) {
        insert.setInt(1, order);
        insert.setInt(2, book);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return order;
  }

  /** Writes an order and returns its number. */
  int order(int customer, int[] books) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return insertOrder(connection, customer, books);
    }
  }

  /** The books whose title contains a word, cheapest first; reads the whole table. */
  List<Book> search(String word) throws SQLException {
    try (Connection connection = pool.getConnection();
        var query =
            connection.prepareStatement(
                "select * from book where lower(title) like ? order by cents limit 50")) {
      query.setString(1, "%" + word + "%");
      return books(query);
    }
  }

  /**
   * All orders of a customer, the slow way: a query for the orders, one for the lines of each
   * order, and one for each book, 441 in all. This is the N+1 query that the recording shows.
   */
  List<Order> orders(int customer) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      var orders = new ArrayList<Order>();
      for (int number :
          numbers(connection, "select number from orders where customer = ?", customer)) {
        var books = new ArrayList<Book>();
        for (int book :
            numbers(connection, "select book_number from line where order_number = ?", number)) {
          books.add(book(connection, book));
        }
        orders.add(new Order(number, customer, books));
      }
      return orders;
    }
  }

  private static List<Integer> numbers(Connection connection, String sql, int key)
      throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setInt(1, key);
      try (ResultSet rows = query.executeQuery()) {
        var numbers = new ArrayList<Integer>();
        while (rows.next()) {
          numbers.add(rows.getInt(1));
        }
        return numbers;
      }
    }
  }

  private static Book book(Connection connection, int number) throws SQLException {
    try (var query = connection.prepareStatement("select * from book where number = ?")) {
      query.setInt(1, number);
      return books(query).get(0);
    }
  }

  /** The whole catalogue. */
  List<Book> books() throws SQLException {
    try (Connection connection = pool.getConnection();
        var query = connection.prepareStatement("select * from book")) {
      return books(query);
    }
  }

  private static List<Book> books(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      var books = new ArrayList<Book>();
      while (rows.next()) {
        books.add(new Book(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getInt(4)));
      }
      return books;
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
