package dev.microlog.examples.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What a program really did, as its diary tells (see {@link Diary}). */
record Truth(List<Entry> entries) {
  /** A line of the diary; times in µs since 1970, {@code cpuMicros} -1 if unknown. */
  record Entry(
      String kind,
      long threadId,
      String thread,
      String method,
      double startMicros,
      double endMicros,
      double cpuMicros) {
    double durationMicros() {
      return endMicros - startMicros;
    }

    /** This call and the next one, as if they were one. */
    Entry followedBy(Entry next) {
      double cpu = cpuMicros < 0 || next.cpuMicros < 0 ? -1 : cpuMicros + next.cpuMicros;
      return new Entry(kind, threadId, thread, method, startMicros, next.endMicros, cpu);
    }

    private static Entry parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Entry(
          fields[0],
          Long.parseLong(fields[1]),
          fields[2],
          fields[3],
          Double.parseDouble(fields[4]),
          Double.parseDouble(fields[5]),
          Double.parseDouble(fields[6]));
    }
  }

  static Truth read(Path diary) throws IOException {
    return new Truth(Files.readAllLines(diary).stream().map(Entry::parse).toList());
  }

  /** The calls. */
  List<Entry> spans() {
    return select(entry -> entry.kind().equals("span"));
  }

  /** The waits that JFR can see. */
  List<Entry> waits() {
    return select(entry -> !entry.kind().equals("span") && !entry.kind().equals("hidden"));
  }

  private List<Entry> select(Predicate<Entry> condition) {
    return entries.stream().filter(condition).toList();
  }
}
