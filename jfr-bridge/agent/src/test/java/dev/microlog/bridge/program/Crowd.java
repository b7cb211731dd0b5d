package dev.microlog.bridge.program;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Many threads print and log at once, through a stream, a handler and a message that print and log
 * themselves.
 */
public final class Crowd {
  /** How many threads. */
  public static final int THREADS = 8;

  /** How many lines and entries each. */
  public static final int ROUNDS = 100;

  private static final Logger LOGGER = Logger.getLogger("crowd");

  private Crowd() {}

  /** Starts the crowd. */
  public static void main(String[] arguments) throws InterruptedException {
    System.setOut(new Decorated(System.out));
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(new Talkative());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(Crowd::talk, "talker-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void talk() {
    for (int i = 0; i < ROUNDS; i++) {
      System.out.println("print " + i);
      LOGGER.log(java.util.logging.Level.INFO, "log {0}", new Loud(i));
    }
  }

  /** A message that logs when it is formatted. */
  private record Loud(int number) {
    @Override
    public String toString() {
      LOGGER.info("from toString");
      return Integer.toString(number);
    }
  }

  /** A stream of the program's own. */
  private static final class Decorated extends PrintStream {
    Decorated(PrintStream next) {
      super(next, true);
    }

    @Override
    public void println(String line) {
      synchronized (this) {
        super.println(line);
      }
    }
  }

  /** A handler that prints, and logs once more. */
  private static final class Talkative extends Handler {
    @Override
    public void publish(LogRecord record) {
      System.out.println("handled");
      if (!record.getMessage().equals("from the handler")) {
        LOGGER.info("from the handler");
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
