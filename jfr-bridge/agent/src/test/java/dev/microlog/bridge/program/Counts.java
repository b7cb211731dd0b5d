package dev.microlog.bridge.program;

/** Prints numbers, ten a second, as many as its argument says. */
public final class Counts {
  private Counts() {}

  /** Counts. */
  public static void main(String[] arguments) throws InterruptedException {
    int last = Integer.parseInt(arguments[0]);
    for (int i = 1; i <= last; i++) {
      System.out.println(i);
      Thread.sleep(100);
    }
  }
}
