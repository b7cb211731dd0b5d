package dev.microlog.examples.bookstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * The report for the manager: all orders as one JSON document, of which most is thrown away again.
 */
record Report(Database database) {
  /** Builds the document, reads it back, and says how much was sold. */
  String build() throws SQLException, JsonProcessingException {
    var json = new ObjectMapper();
    var pages = new ArrayList<String>();
    for (int copy = 0; copy < 50; copy++) {
      pages.add(json.writeValueAsString(database.books()));
    }
    long cents = 0;
    for (String page : pages) {
      cents += sum(json.readTree(page));
    }
    return "%,d kB of JSON, %,d cents".formatted(size(pages) >> 10, cents);
  }

  private static long sum(JsonNode books) {
    long cents = 0;
    for (JsonNode book : books) {
      cents += book.get("cents").asLong();
    }
    return cents;
  }

  private static long size(Iterable<String> pages) {
    long characters = 0;
    for (String page : pages) {
      characters += page.length();
    }
    return characters;
  }
}
