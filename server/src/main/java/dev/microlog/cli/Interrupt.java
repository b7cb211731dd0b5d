package dev.microlog.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C, or a request to terminate, taken as the end of a wait, so that everything is closed in
 * order. It is listened for before people are told that it ends the command.
 */
final class Interrupt {
  private final CountDownLatch came = new CountDownLatch(1);

  private Interrupt() {}

  /** From now on an interrupt no longer ends this JVM. */
  static Interrupt listen() {
    var interrupt = new Interrupt();
    Signals.handle(signal -> interrupt.came.countDown(), "INT", "TERM", "HUP");
    return interrupt;
  }

  /** Returns when there is one, at once if it came already. */
  void await() {
    try {
      came.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
