package dev.microlog.examples.bookstore;

/** A book in the catalogue; the price is in cents. */
record Book(int number, String title, String author, int cents) {}
