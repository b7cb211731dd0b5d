package dev.microlog.examples.advice;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Does the work of {@link Wasteful} as the Tips tab advises. */
public final class Thrifty {
  private static final Pattern ORDER = Pattern.compile("[a-z]+(-[0-9]+)+(x|y|z)?");

  private Thrifty() {}

  public static void main(String[] arguments) throws Exception {
    Work.run(
        arguments,
        Map.ofEntries(
            Map.entry("regex", Thrifty::regex),
            Map.entry("formatting", Thrifty::formatting),
            Map.entry("logging", Thrifty::logging),
            Map.entry("exceptions", Thrifty::exceptions),
            Map.entry("boxing", Thrifty::boxing),
            Map.entry("lock", Thrifty::lock),
            Map.entry("buffer", Thrifty::buffer),
            Map.entry("event-loop", Thrifty::eventLoop),
            Map.entry("pinning", millis -> pinning()),
            Map.entry("garbage", Thrifty::garbage),
            Map.entry("explicit-gc", millis -> Work.sleep(10)),
            Map.entry("threads", millis -> threads())));
  }

  private static void regex(long millis) throws Exception {
    Work.repeat(millis, round -> Work.result += ORDER.matcher("order-" + round).matches() ? 1 : 0);
  }

  private static void formatting(long millis) throws Exception {
    Work.repeat(millis, round -> Work.result += (round + ": " + "order").length());
  }

  /** Says at the end what there is to say. */
  private static void logging(long millis) throws Exception {
    Work.repeat(millis, round -> Work.result += Integer.reverse(round));
    Logger.getLogger("examples.thrifty").info("orders done");
  }

  /** Looks before it converts. */
  private static void exceptions(long millis) throws Exception {
    Work.repeat(
        millis,
        round -> {
          String text = "order" + round;
          Work.result += Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : 1;
        });
  }

  private static void boxing(long millis) throws Exception {
    Work.repeat(
        millis,
        round -> {
          int[] numbers = new int[10_000];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = round + i;
          }
          Work.result += numbers[round % numbers.length];
        });
  }

  /** Waits before it takes the lock. */
  private static void lock(long millis) throws Exception {
    int[] count = new int[1];
    Work.inThreads(
        3,
        "locker-",
        () -> {
          for (int i = 0; i < millis / 150; i++) {
            Work.sleep(50);
            synchronized (count) {
              count[0]++;
            }
          }
        });
    Work.result += count[0];
  }

  private static void buffer(long millis) throws Exception {
    Path file = Files.createTempFile("thrifty", ".txt");
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16)) {
      for (int i = 0; i < 20_000_000; i++) {
        out.write(i);
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Waits for work, as an event loop does. */
  private static void eventLoop(long millis) throws Exception {
    Work.inThreads(1, "vert.x-eventloop-thread-", () -> LockSupport.parkNanos(millis * 500_000));
  }

  private static void pinning() throws Exception {
    Work.inVirtualThread(() -> Work.sleep(300));
  }

  private static void garbage(long millis) throws Exception {
    byte[] reused = new byte[1000];
    Work.repeat(millis, round -> reused[round % reused.length] = (byte) round);
    Work.result += reused[7];
  }

  private static void threads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 150; i++) {
      Future<?> done = pool.submit(() -> Work.result++);
      done.get();
    }
    pool.shutdown();
  }
}
