package dev.microlog.examples.bookstore;

import dev.microlog.examples.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Somebody who looks for books, now and then buys one, and thinks in between. */
record Customer(int seed, int port, Pace pace) implements Runnable {
  private static final int LEAST_VISITS = 12;

  @Override
  public void run() {
    var random = new Random(seed);
    String[] words = {"river", "code", "winter", "letters"};
    for (int visit = 1; visit <= LEAST_VISITS || pace.running(); visit++) {
      get("/search/" + words[random.nextInt(words.length)]);
      Pace.sleep(40);
      get("/checkout/" + random.nextInt(Database.BOOKS));
      Pace.sleep(60);
      if (visit % 6 == seed) {
        get("/orders/" + random.nextInt(Database.CUSTOMERS));
        Pace.sleep(40);
      }
    }
  }

  private void get(String path) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://localhost:" + port + path).toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      boolean fine = connection.getResponseCode() == 200;
      try (@Nullable InputStream body =
          fine ? connection.getInputStream() : connection.getErrorStream()) {
        if (body != null) {
          body.readAllBytes();
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
