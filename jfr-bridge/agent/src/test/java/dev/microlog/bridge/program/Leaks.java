package dev.microlog.bridge.program;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it allocates through several collections. */
public final class Leaks {
  private static final List<byte[]> KEPT = new ArrayList<>();

  private Leaks() {}

  /** Leaks. */
  public static void main(String[] arguments) throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 2_000; i++) {
        leak();
      }
      System.gc();
      Thread.sleep(100);
    }
    System.out.println(KEPT.size());
  }

  private static void leak() {
    KEPT.add(new byte[1_000]);
  }
}
