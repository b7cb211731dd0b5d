import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * What the agent costs, against no recording and against JFR's own default settings.
 *
 * <pre>
 *   java AgentBenchmark.java steady JAVA_HOME AGENT.jar ROUNDS [WORKLOAD …]
 *   java AgentBenchmark.java start  JAVA_HOME AGENT.jar MICROLOG.jfc ROUNDS
 * </pre>
 *
 * <p>In each round every variant runs once, one after the other; a ratio is of two runs of one round. The steady cost is
 * processor time for one unit of work, which says more than the clock on a machine that others use too.
 */
public final class AgentBenchmark {
  private static final List<String> WORKLOADS = List.of("cpu", "allocation", "lines", "server");
  private static final long WARM_UP_NANOS = 3_000_000_000L;
  private static final long MEASURED_NANOS = 4_000_000_000L;

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
    int rounds = Integer.parseInt(arguments[3]);
    List<String> workloads = arguments.length > 4 ? Arrays.asList(arguments).subList(4, arguments.length) : WORKLOADS;
    for (String workload : workloads) {
      Map<String, List<String>> variants = new LinkedHashMap<>();
      variants.put("none", List.of());
      variants.put("default", jfr("default"));
      variants.put("agent", agent(arguments[2]));
      Map<String, List<Double>> results = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
          String output = run(arguments[1], variant.getValue(), "work", workload);
          double value = Double.parseDouble(output.lines().filter(line -> line.startsWith("RESULT ")).findFirst()
              .orElseThrow(() -> new IOException(output)).substring(7));
          results.computeIfAbsent(variant.getKey(), key -> new ArrayList<>()).add(value);
        }
      }
      System.out.printf(Locale.ROOT, "%s: none %.1f ns/unit%n", workload, median(results.get("none")));
      ratio(workload, "default", "none", results);
      ratio(workload, "agent", "none", results);
      ratio(workload, "agent", "default", results);
    }
  }

  private static void start(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[4]);
    Map<String, List<String>> variants = new LinkedHashMap<>();
    variants.put("none", List.of());
    variants.put("default", jfr("default"));
    variants.put("microlog.jfc", jfr(arguments[3]));
    variants.put("agent", agent(arguments[2]));
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        long before = System.nanoTime();
        run(arguments[1], variant.getValue(), "hello");
        millis.computeIfAbsent(variant.getKey(), key -> new ArrayList<>()).add((System.nanoTime() - before) / 1e6);
      }
    }
    millis.forEach((variant, values) -> System.out.printf(Locale.ROOT, "%s: median %.0f ms, %.0f to %.0f%n", variant,
        median(values), Collections.min(values), Collections.max(values)));
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      differences.add(millis.get("agent").get(i) - millis.get("microlog.jfc").get(i));
    }
    System.out.printf(Locale.ROOT, "agent - microlog.jfc: median %.0f ms, %.0f to %.0f%n", median(differences),
        Collections.min(differences), Collections.max(differences));
  }

  private static void ratio(String workload, String above, String below, Map<String, List<Double>> results) {
    List<Double> ratios = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < results.get(above).size(); i++) {
      double ratio = results.get(above).get(i) / results.get(below).get(i);
      ratios.add(ratio);
      sum += Math.log(ratio);
      squares += Math.log(ratio) * Math.log(ratio);
    }
    int n = ratios.size();
    double mean = sum / n;
    double deviation = Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)));
    // 1.8 is Student's t for a one-sided 95 % bound with some ten rounds.
    double upper = Math.exp(mean + 1.8 * deviation / Math.sqrt(n));
    System.out.printf(Locale.ROOT, "| %s | %s / %s | %.3f | %.3f | %.3f to %.3f |%n", workload, above, below,
        median(ratios), upper, Collections.min(ratios), Collections.max(ratios));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static List<String> jfr(String settings) throws IOException {
    Path file = Files.createTempDirectory("microlog-benchmark").resolve("recording.jfr");
    return List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording:settings=" + settings + ",filename=" + file);
  }

  private static List<String> agent(String jar) throws IOException {
    Path store = Files.createTempDirectory("microlog-benchmark");
    return List.of("-javaagent:" + jar + "=name=benchmark,summary=false,rotate=0,rotatesize=0,store=" + store);
  }

  private static String run(String home, List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home + "/bin/java", "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("benchmark.classes"), AgentBenchmark.class.getName()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("microlog-benchmark", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(new java.io.File("/dev/null"));
    Process process = builder.redirectError(errors.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(errors));
    }
    return Files.readString(errors, StandardCharsets.UTF_8);
  }

  // ---- the measured side; the result goes to stderr, stdout is /dev/null

  private static void work(String workload) throws Exception {
    Work work = switch (workload) {
      case "cpu" -> new Cpu();
      case "allocation" -> new Allocation();
      case "lines" -> new Lines();
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

  /** 100,000 lines a second, 100 each millisecond. */
  private static final class Lines implements Work {
    private long number;

    @Override
    public int step() throws InterruptedException {
      for (int i = 0; i < 100; i++) {
        System.out.println("2026-11-22 06:31:51.123 INFO order " + number++ + " of customer Ann was accepted");
      }
      Thread.sleep(0, 900_000);
      return 100;
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
        ThreadFactory daemons = task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        };
        return Executors.newCachedThreadPool(daemons);
      }
    }

    @Override
    public int step() throws IOException {
      uri.toURL().openStream().readAllBytes();
      return 1;
    }
  }
}
