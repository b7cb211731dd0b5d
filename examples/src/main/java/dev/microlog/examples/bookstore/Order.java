package dev.microlog.examples.bookstore;

import java.util.List;

/** An order with its books. */
record Order(int number, int customer, List<Book> books) {}
