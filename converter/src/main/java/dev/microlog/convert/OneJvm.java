package dev.microlog.convert;

import dev.microlog.convert.build.JvmTraits;
import dev.microlog.convert.chunk.ChunkHeader;
import dev.microlog.convert.chunk.ChunkSpan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the files of an input are of one JVM. Those of several make no one timeline: their
 * threads have the same ids, and between them may lie years. Chunks of one file are taken to be of
 * one JVM.
 *
 * <p>A file may name its process; in containers that mostly is 1. It may say when the JVM was
 * started. Short of both there are the threads: in one JVM a Java thread is one and the same of the
 * operating system. Where nothing of that is known of two files, but they were recorded at the same
 * time, they are of two JVMs, as a recorder ends a chunk before it begins the next. Others are
 * joined, and that is said. Not thread-safe.
 */
final class OneJvm {
  /** A recorder repeats the start of its JVM to the millisecond. */
  private static final double SAME_START_MICROS = 10_000;

  /** So many times as many threads must be the same as are not, which may have been misread. */
  private static final int MOSTLY = 4;

  /** What a process is called that has a container for itself. */
  private static final double FIRST_PROCESS = 1;

  private static final long OVERLAP_NANOS = 1_000_000_000;

  /** Something that a file said. */
  private record Said<T>(T value, Path file) {}

  private @Nullable Said<Double> process;

  /** By the version of the JVM: recorders differ in both, see {@link JvmTraits#startMicros}. */
  private final Map<String, Said<Double>> starts = new HashMap<>();

  private final Map<Long, Said<Long>> threads = new HashMap<>();
  private @Nullable ChunkSpan longest;

  /** Each file, and whether it is known to be of the JVM of those before. */
  private final Map<Path, Boolean> files = new LinkedHashMap<>();

  private final Map<Path, String> names = new HashMap<>();

  /** What a chunk has in common with those of other files. */
  private final class Comparison {
    private final Path file;
    private boolean same;
    private @Nullable String difference;

    Comparison(ChunkSpan span, JvmTraits jvm) {
      file = span.file();
      processes(jvm.processId());
      starts(startEpochMicros(span, jvm), jvm.version());
      threads(jvm.osThreads());
      if (!same && difference == null && span.intact()) {
        times(span.header());
      }
    }

    private void processes(double id) {
      Said<Double> other = process;
      if (id > 0 && other != null && !other.file.equals(file)) {
        if (id != other.value) {
          difference = "processes " + (long) (double) other.value + " and " + (long) id;
        }
        same |= id == other.value && id != FIRST_PROCESS;
      }
    }

    private void starts(double micros, String version) {
      Said<Double> other = starts.get(version);
      if (micros > 0 && other != null && !other.file.equals(file)) {
        boolean equal = Math.abs(micros - other.value) <= SAME_START_MICROS;
        if (!equal && difference == null) {
          double seconds = Math.abs(micros - other.value) / 1e6;
          difference = "started " + Math.round(seconds * 10) / 10.0 + " s apart";
        }
        same |= equal;
      }
    }

    private void threads(Map<Long, Long> osThreads) {
      int equal = 0;
      int unequal = 0;
      String example = "";
      for (var thread : osThreads.entrySet()) {
        Said<Long> other = threads.get(thread.getKey());
        if (other != null && !other.file.equals(file)) {
          if (other.value.equals(thread.getValue())) {
            equal++;
          } else {
            unequal++;
            example =
                "Java thread "
                    + thread.getKey()
                    + " is the operating system's "
                    + other.value
                    + " in one and "
                    + thread.getValue()
                    + " in another";
          }
        }
      }
      if (unequal * MOSTLY > equal && difference == null) {
        difference = example;
      }
      same |= equal > 0;
    }

    /** Only what both clocks say counts: that on the wall may have been set back. */
    private void times(ChunkHeader header) {
      ChunkSpan other = longest;
      if (other != null && !other.file().equals(file)) {
        ChunkHeader before = other.header();
        double ticks = before.durationMicros() * before.ticksPerSecond() / 1e6;
        boolean byTicks =
            before.ticksPerSecond() != header.ticksPerSecond()
                || (header.startTicks() >= before.startTicks()
                    && header.startTicks() - before.startTicks() < ticks);
        if (end(before) - header.startNanos() > OVERLAP_NANOS && byTicks) {
          difference = "recorded at the same time";
        }
      }
    }
  }

  /**
   * Takes the next chunk, in the order of time.
   *
   * @return what tells that it is of another JVM than the files before; null if nothing does
   */
  @Nullable String add(ChunkSpan span, JvmTraits jvm) {
    Comparison comparison = new Comparison(span, jvm);
    names.put(span.file(), span.name());
    files.merge(span.file(), files.isEmpty() || comparison.same, Boolean::logicalOr);
    if (!span.intact()) {
      return null; // what a damaged chunk says may be wrong
    }
    remember(span, jvm);
    return comparison.difference;
  }

  private void remember(ChunkSpan span, JvmTraits jvm) {
    Path file = span.file();
    if (jvm.processId() > 0) {
      process = new Said<>(jvm.processId(), file);
    }
    double start = startEpochMicros(span, jvm);
    if (start > 0) {
      starts.put(jvm.version(), new Said<>(start, file));
    }
    jvm.osThreads().forEach((java, os) -> threads.put(java, new Said<>(os, file)));
    if (longest == null || end(span.header()) > end(longest.header())) {
      longest = span;
    }
  }

  private static long end(ChunkHeader header) {
    return header.startNanos() + (long) (header.durationMicros() * 1000);
  }

  private static double startEpochMicros(ChunkSpan span, JvmTraits jvm) {
    return jvm.startMicros() + span.header().startNanos() / 1000.0;
  }

  /** A sentence on the files of which nothing says that they are of one JVM; empty if none is. */
  String doubt() {
    long doubtful = files.values().stream().filter(same -> !same).count();
    String first =
        files.entrySet().stream()
            .filter(file -> !file.getValue())
            .map(file -> Objects.requireNonNull(names.get(file.getKey())))
            .findFirst()
            .orElse("");
    return doubtful == 0
        ? ""
        : "Nothing says that "
            + first
            + (doubtful == 1 ? " is" : " and " + (doubtful - 1) + " more files are")
            + " of the same JVM as what was recorded before, nor that it is not: they were joined."
            + " If they are of several JVMs, convert them one by one.";
  }
}
