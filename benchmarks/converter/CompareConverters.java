import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times whole processes against each other in turn, A B A B …, and prints the median of each and of
 * the paired ratios: {@code microlog convert} as its launcher runs it, with each parser, and the
 * heat map of async-profiler's {@code jfr-converter}.
 *
 * <p>{@code java CompareConverters.java MICROLOG JFR_CONVERTER_JAR RUNS FILE.jfr …}, where MICROLOG is
 * the {@code bin/microlog} of a distribution. Processor time is that of the process and its children,
 * by {@code times} of the shell.
 */
public final class CompareConverters {
  private record Candidate(String name, List<String> command) {}

  private record Run(double wall, double cpu, long bytes) {}

  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("compare-");
    int runs = Integer.parseInt(args[2]);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    for (String file : Arrays.copyOfRange(args, 3, args.length)) {
      String timeline = work.resolve("out.microlog").toString();
      String page = work.resolve("out.html").toString();
      List<Candidate> candidates =
          List.of(
              new Candidate("microlog", List.of(args[0], "convert", file, "-o", timeline)),
              new Candidate(
                  "microlog --parser jmc",
                  List.of(args[0], "convert", "--parser", "jmc", file, "-o", timeline)),
              new Candidate(
                  "jfr-converter heatmap",
                  List.of(java, "-jar", args[1], "-o", "heatmap", file, page)));
      if (System.getProperty("without") != null) {
        candidates =
            candidates.stream()
                .filter(candidate -> !candidate.name.contains(System.getProperty("without")))
                .toList();
      }
      compare(file, candidates, runs, work);
    }
    try (var files = Files.list(work)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work);
  }

  private static void compare(String file, List<Candidate> candidates, int runs, Path work)
      throws IOException, InterruptedException {
    List<List<Run>> results = new ArrayList<>();
    candidates.forEach(candidate -> results.add(new ArrayList<>()));
    for (int run = 0; run <= runs; run++) {
      for (int i = 0; i < candidates.size(); i++) {
        Run result = run(candidates.get(i), work);
        if (run > 0) { // the first warms the file cache
          results.get(i).add(result);
        }
      }
    }
    System.out.printf("%s, %.1f MB%n", new File(file).getName(), new File(file).length() / 1e6);
    List<Run> last = results.get(candidates.size() - 1);
    for (int i = 0; i < candidates.size(); i++) {
      List<Run> own = results.get(i);
      double[] wall = own.stream().mapToDouble(Run::wall).sorted().toArray();
      double[] cpu = own.stream().mapToDouble(Run::cpu).sorted().toArray();
      double[] wallRatio = new double[runs];
      double[] cpuRatio = new double[runs];
      for (int run = 0; run < runs; run++) {
        wallRatio[run] = own.get(run).wall / last.get(run).wall;
        cpuRatio[run] = own.get(run).cpu / last.get(run).cpu;
      }
      System.out.printf(
          Locale.ROOT,
          "  %-24s wall %s s, cpu %s s, %,d bytes; ratio of wall %s, of cpu %s%n",
          candidates.get(i).name,
          spread(wall),
          spread(cpu),
          own.get(0).bytes,
          spread(wallRatio),
          spread(cpuRatio));
    }
  }

  /** Median, and the least and the greatest. */
  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static Run run(Candidate candidate, Path work) throws IOException, InterruptedException {
    Path times = work.resolve("times");
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null 2>&1; times", "sh"));
    command.addAll(candidate.command);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(times.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(candidate.name + " failed");
    }
    double wall = (System.nanoTime() - start) / 1e9;
    // the second line is of the children: "0m1.230000s 0m0.120000s"
    String[] children = Files.readAllLines(times).get(1).split(" ");
    Path output = Path.of(candidate.command.get(candidate.command.size() - 1));
    long bytes = Files.exists(output) ? Files.size(output) : -1;
    Files.deleteIfExists(output);
    return new Run(wall, seconds(children[0]) + seconds(children[1]), bytes);
  }

  private static double seconds(String time) {
    int minutes = time.indexOf('m');
    return 60 * Double.parseDouble(time.substring(0, minutes))
        + Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
  }
}
