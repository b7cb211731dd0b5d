package dev.microlog.examples;

import dev.microlog.Microlog;
import java.io.IOException;
import java.util.logging.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Says the same things through every logging framework that is understood.
 *
 * <p><b>What to look for.</b> The Log tab lists the entries of standard output and standard error,
 * {@code java.util.logging}, {@code System.Logger}, SLF4J with Logback, Log4j 2, and {@link
 * Microlog}, each once and with its level, logger and thread, although some of them also print on
 * the console. Markdown is rendered in entries (a table, a list, code, a link), and what would be
 * dangerous in a page is not. An error shows its throwable with all causes; the entries of Logback
 * and Log4j 2 show the customer of their context. A click on an entry goes to its moment in the
 * timeline, and to the line that logged it.
 */
public final class Logging {
  private Logging() {}

  /** Four rounds of each framework, four seconds long. */
  public static void main(String[] arguments) throws InterruptedException {
    var pace = Pace.seconds(4);
    for (int round = 1; round <= 4 || pace.running(); round++) {
      print(round);
      Thread.sleep(120);
      javaUtilLogging(round);
      Thread.sleep(120);
      systemLogger(round);
      Thread.sleep(120);
      logback(round);
      Thread.sleep(120);
      log4j(round);
      Thread.sleep(120);
      microlog(round);
      Thread.sleep(120);
    }
  }

  private static void print(int round) {
    System.out.print("stdout: a line ");
    System.out.print("in several ");
    System.out.println("pieces, round " + round);
    System.out.println("stdout: two lines\nin one call");
    System.err.printf("stderr: %d %s%n", round, "grüße, 日本語, 🚀");
  }

  private static void javaUtilLogging(int round) {
    var logger = java.util.logging.Logger.getLogger("examples.jul");
    logger.log(Level.INFO, "jul: round {0}", round);
    logger.warning("jul: the disk is getting full");
    logger.log(Level.SEVERE, "jul: cannot save", failure());
  }

  private static void systemLogger(int round) {
    System.Logger logger = System.getLogger("examples.system");
    logger.log(System.Logger.Level.INFO, "system: round {0}", round);
    logger.log(System.Logger.Level.ERROR, "system: cannot save", failure());
  }

  private static void logback(int round) {
    org.slf4j.Logger logger = LoggerFactory.getLogger("examples.logback");
    try (var customer = MDC.putCloseable("customer", "anna-" + round)) {
      logger.debug("logback: looking up the basket");
      logger.info("logback: round {}, {} in the basket", round, round * 3);
      logger.warn("logback: the basket is old");
      logger.error("logback: cannot save", failure());
    }
  }

  private static void log4j(int round) {
    org.apache.logging.log4j.Logger logger = LogManager.getLogger("examples.log4j");
    ThreadContext.put("customer", "bert-" + round);
    try {
      logger.info("log4j: round {}, {} in the basket", round, round * 5);
      logger.warn("log4j: the basket is old");
      logger.error("log4j: cannot save", failure());
    } finally {
      ThreadContext.remove("customer");
    }
  }

  private static void microlog(int round) {
    Microlog.debug("api: a `debug` entry");
    Microlog.info(
        """
        # Round %d

        | basket | items |
        |---|---|
        | Anna | **%d** |
        | Bert | *%d* |

        1. See the [documentation](https://docs.oracle.com/en/java/)
        2. This is no link: [here](javascript:alert(1)), and this no script: <script>alert(2)</script>
        """
            .formatted(round, round * 3, round * 5));
    Microlog.warn("api: **careful**, the basket is old");
    Microlog.error("api: cannot save\n\n```java\nbasket.save();\n```");
  }

  /** An exception with two causes and a suppressed one. */
  private static RuntimeException failure() {
    var cause = new IOException("No space left on device");
    cause.addSuppressed(new IllegalStateException("the file was not closed either"));
    return new IllegalStateException(
        "the basket was not saved", new RuntimeException("the store is unusable", cause));
  }
}
