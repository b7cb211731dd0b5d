package dev.microlog.web.dom;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where exceptions of callbacks end: a defect is shown and logged, the page lives on. */
public final class Guard {
  private static @Nullable Consumer<String> reporter;

  private Guard() {}

  /** Says who shows a defect to the person at the page. */
  public static void reportTo(Consumer<String> reporter) {
    Guard.reporter = reporter;
  }

  static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      String what = e.getClass().getSimpleName() + ": " + e.getMessage();
      Js.log("microlog", what);
      if (reporter != null) {
        reporter.accept(what);
      }
    }
  }
}
