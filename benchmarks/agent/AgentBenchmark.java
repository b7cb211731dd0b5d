import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * What the agent costs, against no recording and against JFR's own settings.
 *
 * <pre>
 *   java -cp CLASSES AgentBenchmark steady WORKLOAD JAVA_HOME AGENT.jar ROUNDS [VARIANT …]
 *   java -cp CLASSES AgentBenchmark start  JAVA_HOME AGENT.jar FOLDER_OF_JFC ROUNDS
 * </pre>
 *
 * <p>In each round every variant runs once, in another order each time; a ratio, or a difference, is of two runs of one
 * round. The steady cost is processor time for one unit of work, JFR's own threads included, which says more than the
 * clock on a machine that others use too; {@code -Dwarmup} and {@code -Dmeasured} are milliseconds. A variant is {@code none}, {@code default} (JFR's own settings), or an argument
 * of the agent, {@code settings=microlog} for instance.
 */
public final class AgentBenchmark {
  private static final List<String> VARIANTS = List.of("none", "default", "settings=microlog", "settings=profile");
  private static final long WARM_UP_NANOS = Integer.getInteger("warmup", 2_000) * 1_000_000L;
  private static final long MEASURED_NANOS = Integer.getInteger("measured", 3_000) * 1_000_000L;

  /** Student's t for a one-sided bound of 95 % with n - 1 degrees of freedom, n from 2 on. */
  private static final double[] STUDENT = {
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753
  };

  private AgentBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "steady" -> steady(arguments);
      case "start" -> start(arguments);
      case "work" -> work(arguments[1]);
      case "hello" -> System.out.println("hello");
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  // ---- the measuring side

  private static void steady(String[] arguments) throws Exception {
    String workload = arguments[1];
    int rounds = Integer.parseInt(arguments[4]);
    List<String> variants = arguments.length > 5 ? Arrays.asList(arguments).subList(5, arguments.length) : VARIANTS;
    Map<String, List<Double>> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < variants.size(); i++) {
        String variant = variants.get((i + round) % variants.size());
        Run run = run(arguments[2], arguments[3], variant, "work", workload);
        results.computeIfAbsent(variant, key -> new ArrayList<>()).add(run.result());
      }
    }
    System.out.printf(Locale.ROOT, "| %s | %s | %.1f ns a unit |%n", workload, variants.get(0),
        median(results.get(variants.get(0))));
    for (String variant : variants) {
      for (String base : List.of("none", "default")) {
        if (!variant.equals(base) && !variant.equals("none") && variants.contains(base)) {
          ratio(workload, variant, base, results);
        }
      }
    }
  }

  private static void start(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[4]);
    List<String> variants = new ArrayList<>(List.of("none", "default"));
    for (String name : List.of("microlog", "profile")) {
      variants.add(arguments[3] + "/" + name + ".jfc");
      variants.add("settings=" + name);
    }
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    // The first round warms the file cache and does not count.
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < variants.size(); i++) {
        String variant = variants.get((i + round + 1) % variants.size());
        Run run = run(arguments[1], arguments[2], variant, "hello");
        if (round >= 0) {
          millis.computeIfAbsent(variant, key -> new ArrayList<>()).add(run.millis());
        }
      }
    }
    for (String variant : variants) {
      System.out.printf(Locale.ROOT, "| %s | %.0f ms | %.0f to %.0f |%n", simple(variant), median(millis.get(variant)),
          Collections.min(millis.get(variant)), Collections.max(millis.get(variant)));
    }
    for (int i = 2; i < variants.size(); i += 2) {
      List<Double> differences = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        differences.add(millis.get(variants.get(i + 1)).get(round) - millis.get(variants.get(i)).get(round));
      }
      System.out.printf(Locale.ROOT, "| %s - %s | %+.0f ms | %.0f to %.0f |%n", variants.get(i + 1),
          simple(variants.get(i)), median(differences), Collections.min(differences), Collections.max(differences));
    }
  }

  private static String simple(String variant) {
    return variant.substring(variant.lastIndexOf('/') + 1);
  }

  private static void ratio(String workload, String above, String below, Map<String, List<Double>> results) {
    List<Double> ratios = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    int n = results.get(above).size();
    for (int i = 0; i < n; i++) {
      double ratio = results.get(above).get(i) / results.get(below).get(i);
      ratios.add(ratio);
      sum += Math.log(ratio);
      squares += Math.log(ratio) * Math.log(ratio);
    }
    double mean = sum / n;
    double deviation = Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)));
    double student = STUDENT[Math.min(n - 2, STUDENT.length - 1)];
    double upper = Math.exp(mean + student * deviation / Math.sqrt(n));
    System.out.printf(Locale.ROOT, "| %s | %s / %s | %.3f | %.3f | %.3f to %.3f |%n", workload, above, below,
        median(ratios), upper, Collections.min(ratios), Collections.max(ratios));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** One run of one variant: how long the process took, and what it said of itself. */
  private record Run(double millis, String output) {
    double result() throws IOException {
      String line = output.lines().filter(text -> text.startsWith("RESULT ")).findFirst()
          .orElseThrow(() -> new IOException(output));
      return Double.parseDouble(line.substring(7));
    }
  }

  private static Run run(String home, String agent, String variant, String... program) throws Exception {
    Path folder = Files.createTempDirectory("microlog-benchmark");
    try {
      List<String> command = new ArrayList<>(List.of(home + "/bin/java", "-Xmx256m", "-XX:+UseSerialGC"));
      command.addAll(options(variant, agent, folder));
      command.addAll(List.of("-Dwarmup=" + WARM_UP_NANOS / 1_000_000, "-Dmeasured=" + MEASURED_NANOS / 1_000_000));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentBenchmark.class.getName()));
      command.addAll(List.of(program));
      File errors = folder.resolve("stderr.txt").toFile();
      ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(new File("/dev/null")).redirectError(errors);
      long before = System.nanoTime();
      int exitCode = builder.start().waitFor();
      double millis = (System.nanoTime() - before) / 1e6;
      String output = Files.readString(errors.toPath());
      if (exitCode != 0) {
        throw new IOException(output);
      }
      return new Run(millis, output);
    } finally {
      delete(folder);
    }
  }

  private static List<String> options(String variant, String agent, Path folder) {
    if (variant.equals("none")) {
      return List.of();
    }
    if (variant.contains("=")) {
      return List.of("-javaagent:" + agent + "=name=benchmark,summary=false,store=" + folder + "," + variant);
    }
    return List.of("-Xlog:jfr+startup=off",
        "-XX:StartFlightRecording:settings=" + variant + ",filename=" + folder.resolve("recording.jfr"));
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
        Files.delete(directory);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  // ---- the measured side; the result goes to stderr, stdout is /dev/null

  private static void work(String workload) throws Exception {
    Work work = switch (workload) {
      case "cpu" -> new Cpu();
      case "allocation" -> new Allocation();
      case "lines" -> new Lines();
      case "logger" -> new JavaLogger();
      case "server" -> new Server();
      default -> throw new IllegalArgumentException(workload);
    };
    run(work, WARM_UP_NANOS);
    OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    long units = run(work, MEASURED_NANOS);
    System.err.println("RESULT " + (system.getProcessCpuTime() - before) / (double) units);
    System.exit(0);
  }

  private static long run(Work work, long nanos) throws Exception {
    long units = 0;
    for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
      units += work.step();
    }
    return units;
  }

  private interface Work {
    int step() throws Exception;
  }

  private static final class Cpu implements Work {
    private final int[] numbers = new int[10_000];
    private int sum;

    @Override
    public int step() {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] * 31 + i;
        sum ^= Integer.rotateLeft(numbers[i], i);
      }
      return 1;
    }
  }

  private static final class Allocation implements Work {
    private final Object[] kept = new Object[10_000];
    private int next;

    @Override
    public int step() {
      for (int i = 0; i < 1_000; i++) {
        kept[next++ % kept.length] = new byte[100 + i % 50];
      }
      return 1;
    }
  }

  /** 100 lines each millisecond, or what the clock asks for to make up for a late wake-up. */
  private abstract static class Chatty implements Work {
    private final long start = System.nanoTime();
    private long number;

    @Override
    public int step() throws InterruptedException {
      long due = (System.nanoTime() - start) / 10_000;
      int lines = (int) (due - number);
      while (number < due) {
        write(number++);
      }
      Thread.sleep(1);
      return lines;
    }

    abstract void write(long number);
  }

  /** 100,000 printed lines a second. */
  private static final class Lines extends Chatty {
    @Override
    void write(long number) {
      System.out.println("2026-11-22 06:31:51.123 INFO order " + number + " of customer Ann was accepted");
    }
  }

  /** 100,000 entries of java.util.logging a second, formatted and written to /dev/null. */
  private static final class JavaLogger extends Chatty {
    private static final Logger LOGGER = Logger.getLogger("shop.orders");

    JavaLogger() {
      LOGGER.setUseParentHandlers(false);
      LOGGER.addHandler(new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter()));
    }

    @Override
    void write(long number) {
      LOGGER.log(Level.INFO, "order {0} of customer Ann was accepted", number);
    }
  }

  /** A server and its client in one process; virtual threads where there are any. */
  private static final class Server implements Work {
    private final URI uri;

    Server() throws Exception {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> {
        byte[] body = ("hello " + Arrays.hashCode(new int[1_000])).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.setExecutor(executor());
      server.start();
      uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static Executor executor() throws Exception {
      try {
        return (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (NoSuchMethodException e) {
        return Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        });
      }
    }

    @Override
    public int step() throws IOException {
      uri.toURL().openStream().readAllBytes();
      return 1;
    }
  }
}
