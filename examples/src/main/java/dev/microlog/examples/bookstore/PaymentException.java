package dev.microlog.examples.bookstore;

/** The bank does not pay. */
final class PaymentException extends Exception {
  private static final long serialVersionUID = 1;

  PaymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
