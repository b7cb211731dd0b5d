package dev.microlog.bridge.program;

/** Ends as its argument says. */
public final class Exits {
  private Exits() {}

  /** Ends. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("before the end");
    switch (arguments[0]) {
      case "exit" -> System.exit(3);
      case "halt at once" -> Runtime.getRuntime().halt(5);
      case "halt" -> {
        Thread.sleep(1_500);
        Runtime.getRuntime().halt(4);
      }
      case "throw" -> throw new IllegalStateException("on purpose");
      case "sleep" -> Thread.sleep(60_000);
      default -> System.out.println("returns");
    }
  }
}
