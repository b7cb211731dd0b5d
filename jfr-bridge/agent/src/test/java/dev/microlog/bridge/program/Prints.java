package dev.microlog.bridge.program;

/** Prints in all the ways there are. */
public final class Prints {
  private Prints() {}

  /** Prints. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("whole line");
    System.out.print("two ");
    System.out.print("parts\n");
    System.out.printf("formatted %d%n", 42);
    System.err.println("an error, äöü €");
    System.out.write(new byte[] {'r', 'a', 'w', '\n'}, 0, 4);
    System.out.print("  1 %\r 50 %\r100 %\n");
    System.out.println(new char[] {'c', 'h', 'a', 'r', 's'});
    System.out.println("x".repeat(20_000));
    System.out.println();
    Thread worker = new Thread(Prints::work, "worker");
    worker.start();
    worker.join();
    System.out.print("no newline at the end");
  }

  private static void work() {
    System.out.println("from the worker");
  }
}
