import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
 *   java -cp CLASSES AgentBenchmark steady WORKLOAD JAVA_HOME AGENT.jar GROUPS [VARIANT …]
 *   java -cp CLASSES AgentBenchmark start  JAVA_HOME AGENT.jar FOLDER_OF_JFC ROUNDS
 * </pre>
 *
 * <p>A variant is {@code none}, {@code default} (JFR's own settings), or an argument of the agent, {@code
 * settings=microlog} for instance.
 *
 * <p>{@code start}: in each round every variant runs once, in another order each time; a difference is of two runs of
 * one round.
 *
 * <p>{@code steady}: a group is one JVM of each variant, all alive at once. They work in turn, a slice each, while the
 * others wait, in another order each time; so whatever slows the machine down for seconds slows all of them down alike.
 * The cost is processor time for one unit of work, JFR's own threads included, over all slices of a JVM. What two JVMs
 * differ in by chance, such as what the compiler made of the program, stays the same from slice to slice, so a group
 * gives one ratio, and the bound is that of the mean over groups. {@code -Dwarmup}, {@code -Dslice} are milliseconds,
 * {@code -Dslices} is their number.
 */
public final class AgentBenchmark {
  private static final List<String> VARIANTS = List.of("none", "default", "settings=microlog", "settings=profile");
  private static final long WARM_UP_NANOS = Integer.getInteger("warmup", 2_000) * 1_000_000L;
  private static final long SLICE_NANOS = Integer.getInteger("slice", 400) * 1_000_000L;
  private static final int SLICES = Integer.getInteger("slices", 20);

  /** The agent's defaults. */
  private static final int LINES_A_SECOND = 1_000;

  private static final int STACKS_A_SECOND = 100;

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
    int groups = Integer.parseInt(arguments[4]);
    List<String> variants = arguments.length > 5 ? Arrays.asList(arguments).subList(5, arguments.length) : VARIANTS;
    Map<String, List<Double>> results = new LinkedHashMap<>();
    for (int group = 0; group < groups; group++) {
      List<Worker> workers = new ArrayList<>();
      try {
        for (String variant : variants) {
          workers.add(new Worker(arguments[2], arguments[3], variant, workload, variants.size()));
        }
        for (int slice = 0; slice < SLICES; slice++) {
          for (int i = 0; i < workers.size(); i++) {
            // There and back again, so that nobody is always first.
            workers.get(slice % 2 == 0 ? i : workers.size() - 1 - i).slice();
          }
        }
        for (Worker worker : workers) {
          results.computeIfAbsent(worker.variant, key -> new ArrayList<>()).add(worker.nanosPerUnit());
        }
      } finally {
        for (Worker worker : workers) {
          worker.close();
        }
      }
    }
    for (String variant : variants) {
      System.out.printf(Locale.ROOT, "| %s | %s | %.1f ns a unit |%n", workload, variant, median(results.get(variant)));
    }
    for (String variant : variants) {
      for (String base : List.of("none", "default")) {
        if (!variant.equals(base) && !variant.equals("none") && variants.contains(base)) {
          ratio(workload, variant, base, results);
        }
      }
    }
  }

  /** A JVM that works when it is told to. */
  private static final class Worker implements Closeable {
    private final String variant;
    private final Path folder = Files.createTempDirectory("microlog-benchmark");
    private final Process process;
    private final BufferedReader answers;
    private long nanos;
    private long units;

    /**
     * @param turns of so many turns one is this worker's. What the agent may record in a second gathers while it waits,
     *     so it may record as much less.
     */
    Worker(String home, String agent, String variant, String workload, int turns) throws IOException {
      this.variant = variant;
      String limits = variant.contains("=") && !variant.contains("lines=")
          ? ",lines=" + LINES_A_SECOND / turns + ",stacks=" + STACKS_A_SECOND / turns
          : "";
      ProcessBuilder builder = new ProcessBuilder(command(home, agent, variant + limits, folder, "work", workload));
      process = builder.redirectOutput(new File("/dev/null")).start();
      answers = process.errorReader();
      // It has warmed up.
      answer();
    }

    void slice() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      String[] numbers = answer().split(" ");
      nanos += Long.parseLong(numbers[0]);
      units += Long.parseLong(numbers[1]);
    }

    private String answer() throws IOException {
      String line = answers.readLine();
      if (line == null || !line.startsWith("RESULT ")) {
        throw new IOException(variant + ": " + line);
      }
      return line.substring(7);
    }

    double nanosPerUnit() {
      return nanos / (double) units;
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      // Its error stream ends when it does.
      while (answers.readLine() != null) {
        continue;
      }
      delete(folder);
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
        double taken = hello(arguments[1], arguments[2], variant);
        if (round >= 0) {
          millis.computeIfAbsent(variant, key -> new ArrayList<>()).add(taken);
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
      System.out.printf(Locale.ROOT, "| %s - %s | %+.0f ms | mean %+.0f, standard error %.0f | %.0f to %.0f |%n",
          variants.get(i + 1), simple(variants.get(i)), median(differences), mean(differences),
          deviation(differences) / Math.sqrt(rounds), Collections.min(differences), Collections.max(differences));
    }
  }

  private static String simple(String variant) {
    return variant.substring(variant.lastIndexOf('/') + 1);
  }

  private static void ratio(String workload, String above, String below, Map<String, List<Double>> results) {
    List<Double> logarithms = new ArrayList<>();
    int n = results.get(above).size();
    for (int i = 0; i < n; i++) {
      logarithms.add(Math.log(results.get(above).get(i) / results.get(below).get(i)));
    }
    double mean = mean(logarithms);
    double student = STUDENT[Math.min(n - 2, STUDENT.length - 1)];
    double upper = mean + student * deviation(logarithms) / Math.sqrt(n);
    System.out.printf(Locale.ROOT, "| %s | %s / %s | %.3f | %.3f | %.3f to %.3f |%n", workload, above, below,
        Math.exp(mean), Math.exp(upper), Math.exp(Collections.min(logarithms)), Math.exp(Collections.max(logarithms)));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** The standard deviation of what these are a sample of. */
  private static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Runs a program that says hello; milliseconds of the whole process by the clock. */
  private static double hello(String home, String agent, String variant) throws Exception {
    Path folder = Files.createTempDirectory("microlog-benchmark");
    try {
      File errors = folder.resolve("stderr.txt").toFile();
      ProcessBuilder builder = new ProcessBuilder(command(home, agent, variant, folder, "hello"));
      builder.redirectOutput(new File("/dev/null")).redirectError(errors);
      long before = System.nanoTime();
      int exitCode = builder.start().waitFor();
      double millis = (System.nanoTime() - before) / 1e6;
      if (exitCode != 0) {
        throw new IOException(Files.readString(errors.toPath()));
      }
      return millis;
    } finally {
      delete(folder);
    }
  }

  private static List<String> command(String home, String agent, String variant, Path folder, String... program) {
    List<String> command = new ArrayList<>(List.of(home + "/bin/java", "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(options(variant, agent, folder));
    command.addAll(List.of("-Dwarmup=" + WARM_UP_NANOS / 1_000_000, "-Dslice=" + SLICE_NANOS / 1_000_000));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentBenchmark.class.getName()));
    command.addAll(List.of(program));
    return command;
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
      case "files" -> new OpenFiles();
      case "sockets" -> new Sockets();
      default -> throw new IllegalArgumentException(workload);
    };
    run(work, WARM_UP_NANOS);
    System.err.println("RESULT warm");
    OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    while (System.in.read() >= 0) {
      long before = system.getProcessCpuTime();
      long units = run(work, SLICE_NANOS);
      System.err.println("RESULT " + (system.getProcessCpuTime() - before) + " " + units);
    }
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
    private static final long LONGEST_DELAY = 1_000;

    private final long start = System.nanoTime();
    private long number;

    @Override
    public int step() throws InterruptedException {
      long due = (System.nanoTime() - start) / 10_000;
      // Not what was due while other variants were at work.
      number = Math.max(number, due - LONGEST_DELAY);
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

  /** A file is opened, read and closed, as often as it goes. */
  private static final class OpenFiles implements Work {
    private final File file = File.createTempFile("microlog-benchmark", ".txt");

    OpenFiles() throws IOException {
      file.deleteOnExit();
      Files.writeString(file.toPath(), "hello");
    }

    @Override
    public int step() throws IOException {
      try (FileInputStream stream = new FileInputStream(file)) {
        return stream.read() > 0 ? 1 : 0;
      }
    }
  }

  /** A connection over loopback is opened, accepted and closed, as often as it goes. */
  private static final class Sockets implements Work {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    Sockets() throws IOException {}

    @Override
    public int step() throws IOException {
      try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
          Socket accepted = server.accept()) {
        // The side that closes first keeps its port for a minute, unless it resets the connection.
        client.setSoLinger(true, 0);
        return accepted.isConnected() ? 1 : 0;
      }
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
