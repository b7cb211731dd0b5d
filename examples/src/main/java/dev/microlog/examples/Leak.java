package dev.microlog.examples;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A cache that only grows: sessions are put in and nobody ever takes one out.
 *
 * <p><b>What to look for.</b> The heap lane falls less at every collection, and its low points form
 * a rising line. The findings name the leak: the type, how old the oldest are, the stack that
 * allocated them ({@code Leak.login}), and the path to the root, which is the static field {@code
 * Leak.SESSIONS}. The pages that {@code Leak.render} makes are garbage soon after and are not among
 * them.
 */
public final class Leak {
  /** The cache without a limit. */
  private static final Map<Integer, Session> SESSIONS = new HashMap<>();

  private Leak() {}

  /** What is kept for each visitor: 32 kB. */
  private static final class Session {
    final int visitor;
    final byte[] basket = new byte[24_000];
    final long[] visits = new long[1000];

    Session(int visitor) {
      this.visitor = visitor;
    }
  }

  /** Serves visitors for six seconds and a half; about 80 MB are never let go. */
  public static void main(String[] arguments) throws InterruptedException {
    var random = new Random(3);
    var pace = Pace.seconds(6.5).atLeast(16);
    int visitor = 0;
    for (int round = 1; pace.running(); round++) {
      int characters = 0;
      for (int i = 0; i < 90; i++) {
        Session session = login(++visitor);
        characters += render(session, random).length();
      }
      if (round % 4 == 0) {
        System.gc();
        System.out.printf(
            "%,d sessions, %,d characters in this round, heap in use %d MB%n",
            SESSIONS.size(), characters, usedMegabytes());
      }
      Thread.sleep(200);
    }
  }

  private static Session login(int visitor) {
    return SESSIONS.computeIfAbsent(visitor, Session::new);
  }

  private static String render(Session session, Random random) {
    Arrays.fill(session.basket, (byte) session.visitor);
    Arrays.setAll(session.visits, i -> random.nextLong());
    var page = new StringBuilder("<h1>Visitor ").append(session.visitor).append("</h1>");
    for (long visit : session.visits) {
      page.append("<p>").append(Long.toHexString(visit)).append("</p>");
    }
    return page.toString();
  }

  private static long usedMegabytes() {
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
