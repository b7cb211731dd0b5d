import dev.microlog.Microlog;
import dev.microlog.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * What a call of our API costs while nothing records, and while something does.
 *
 * <pre>
 *   java -cp microlog-api.jar:CLASSES ApiBenchmark
 *   java -javaagent:microlog-agent.jar=summary=false,lines=100000000 -cp microlog-api.jar:CLASSES ApiBenchmark
 * </pre>
 *
 * <p>Each call is in a loop of its own with a sum that the compiler cannot leave out; the same loop without the call is
 * subtracted. The median of 9 rounds, after 3 to warm up.
 */
public final class ApiBenchmark {
  private static final int ROUNDS = 12;
  private static final int WARM_UP = 3;

  private ApiBenchmark() {}

  public static void main(String[] arguments) {
    int calls = Microlog.isRecording() ? 200_000 : 50_000_000;
    double empty = measure(calls, ApiBenchmark::empty);
    print("info", measure(calls, ApiBenchmark::info) - empty);
    print("warn", measure(calls, ApiBenchmark::warn) - empty);
    print("span", measure(calls, ApiBenchmark::span) - empty);
    print("isRecording", measure(calls, ApiBenchmark::isRecording) - empty);
  }

  private static void print(String call, double nanos) {
    System.out.printf(Locale.ROOT, "| %s | %.1f ns |%n", call, nanos);
  }

  private static double measure(int calls, IntUnaryOperator work) {
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      int sum = work.applyAsInt(calls);
      nanos[round] = (System.nanoTime() - before) / (double) calls;
      if (sum == 42) {
        System.out.println("never, but the compiler cannot know");
      }
    }
    double[] measured = Arrays.copyOfRange(nanos, WARM_UP, ROUNDS);
    Arrays.sort(measured);
    return measured[measured.length / 2];
  }

  private static int empty(int calls) {
    int sum = 1;
    for (int i = 0; i < calls; i++) {
      sum = sum * 31 + i;
    }
    return sum;
  }

  private static int info(int calls) {
    int sum = 1;
    for (int i = 0; i < calls; i++) {
      sum = sum * 31 + i;
      Microlog.info("a message");
    }
    return sum;
  }

  private static int warn(int calls) {
    int sum = 1;
    for (int i = 0; i < calls; i++) {
      sum = sum * 31 + i;
      Microlog.warn("a message");
    }
    return sum;
  }

  @SuppressWarnings("try")
  private static int span(int calls) {
    int sum = 1;
    for (int i = 0; i < calls; i++) {
      try (Span span = Microlog.span("region")) {
        sum = sum * 31 + i;
      }
    }
    return sum;
  }

  private static int isRecording(int calls) {
    int sum = 1;
    for (int i = 0; i < calls; i++) {
      sum = sum * 31 + (Microlog.isRecording() ? i + 1 : i);
    }
    return sum;
  }
}
