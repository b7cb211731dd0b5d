/**
 * A small web shop with a database, the program that {@code microlog demo} records.
 *
 * <p>{@link dev.microlog.examples.bookstore.Bookstore} is the main class; {@link
 * dev.microlog.examples.bookstore.Shop} answers the requests.
 */
@NullMarked
package dev.microlog.examples.bookstore;

import org.jspecify.annotations.NullMarked;
