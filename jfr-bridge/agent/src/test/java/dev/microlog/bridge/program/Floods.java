package dev.microlog.bridge.program;

/** Prints so many lines of so many characters as fast as it can, so many times, and rests. */
public final class Floods {
  private Floods() {}

  /** Floods. */
  public static void main(String[] arguments) throws InterruptedException {
    int lines = Integer.parseInt(arguments[0]);
    String padding = " ".repeat(Integer.parseInt(arguments[1])) + ".";
    int rounds = Integer.parseInt(arguments[2]);
    for (int i = 0; i < rounds * lines; i++) {
      System.out.println(i + padding);
      if ((i + 1) % lines == 0) {
        Thread.sleep(2_200);
      }
    }
  }
}
