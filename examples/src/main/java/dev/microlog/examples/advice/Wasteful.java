package dev.microlog.examples.advice;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Does small pieces of work in the ways that the Tips tab advises against. */
public final class Wasteful {
  private Wasteful() {}

  public static void main(String[] arguments) throws Exception {
    Work.run(
        arguments,
        Map.ofEntries(
            Map.entry("regex", Wasteful::regex),
            Map.entry("formatting", Wasteful::formatting),
            Map.entry("logging", Wasteful::logging),
            Map.entry("exceptions", Wasteful::exceptions),
            Map.entry("boxing", Wasteful::boxing),
            Map.entry("lock", Wasteful::lock),
            Map.entry("buffer", Wasteful::buffer),
            Map.entry("event-loop", Wasteful::eventLoop),
            Map.entry("pinning", millis -> pinning()),
            Map.entry("garbage", Wasteful::garbage),
            Map.entry("explicit-gc", millis -> explicitGc()),
            Map.entry("threads", millis -> threads())));
  }

  /** Compiles its expression at every call. */
  private static void regex(long millis) throws Exception {
    Work.repeat(
        millis,
        round -> Work.result += ("order-" + round).matches("[a-z]+(-[0-9]+)+(x|y|z)?") ? 1 : 0);
  }

  private static void formatting(long millis) throws Exception {
    Work.repeat(millis, round -> Work.result += String.format("%05d: %s", round, "order").length());
  }

  private static void logging(long millis) throws Exception {
    Logger logger = Logger.getLogger("examples.wasteful");
    logger.setUseParentHandlers(false);
    logger.addHandler(new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter()));
    Work.repeat(millis, round -> logger.info("order " + round));
  }

  /** Asks whether a text is a number by failing. */
  private static void exceptions(long millis) throws Exception {
    Work.repeat(
        millis,
        round -> {
          try {
            Work.result += Integer.parseInt("order" + round);
          } catch (NumberFormatException e) {
            Work.result++;
          }
        });
  }

  private static void boxing(long millis) throws Exception {
    Work.repeat(
        millis,
        round -> {
          List<Integer> numbers = new ArrayList<>();
          for (int i = 0; i < 10_000; i++) {
            numbers.add(round + i);
          }
          Work.result += numbers.size();
        });
  }

  /** Holds a lock while it waits for something else. */
  private static void lock(long millis) throws Exception {
    Object lock = new Object();
    Work.inThreads(
        3,
        "locker-",
        () -> {
          for (int i = 0; i < millis / 150; i++) {
            synchronized (lock) {
              Work.sleep(50);
            }
          }
        });
  }

  /** Asks the system for each byte. */
  private static void buffer(long millis) throws Exception {
    Path file = Files.createTempFile("wasteful", ".txt");
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      Work.repeat(millis, round -> out.write(round));
    } finally {
      Files.delete(file);
    }
  }

  private static void eventLoop(long millis) throws Exception {
    Work.inThreads(1, "vert.x-eventloop-thread-", () -> Work.sleep(millis / 2));
  }

  /** A class whose initialisation waits: its frame is a native one, which cannot be moved. */
  private static final class Slow {
    static final long START = start();

    private static long start() {
      Work.sleep(300);
      return System.nanoTime();
    }
  }

  private static void pinning() throws Exception {
    Work.inVirtualThread(() -> Work.result += Slow.START);
  }

  /** Keeps so much that the collector copies it again and again. */
  private static void garbage(long millis) throws Exception {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 45_000; i++) {
      kept.add(new byte[1000]);
    }
    Work.repeat(millis, round -> kept.set(round * 31 % kept.size() & 0x7fff, new byte[1000]));
    Work.result += kept.size();
  }

  private static void explicitGc() {
    System.gc();
    System.gc();
  }

  private static void threads() throws Exception {
    for (int i = 0; i < 150; i++) {
      Work.inThreads(1, "short-" + i + "-", () -> Work.result++);
    }
  }
}
