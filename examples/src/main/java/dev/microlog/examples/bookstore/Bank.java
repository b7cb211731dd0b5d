package dev.microlog.examples.bookstore;

import java.net.ConnectException;

/** Takes the money; the tenth of every thirty payments fails. */
final class Bank {
  private int payments;

  /**
   * Pays after a short wait for the bank's answer.
   *
   * @throws PaymentException if the bank cannot be reached
   */
  void pay(int customer, long cents) throws PaymentException, InterruptedException {
    Thread.sleep(15);
    if (nextNumber() % 30 == 10) {
      throw new PaymentException(
          "customer " + customer + " could not pay " + cents + " cents",
          new ConnectException("bank.example: connection timed out"));
    }
  }

  private synchronized int nextNumber() {
    return ++payments;
  }
}
