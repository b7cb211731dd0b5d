package dev.microlog.server.explain.facts;

import dev.microlog.timeline.ExceptionTable;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Groups what the program logged, printed, threw and named. */
public final class Logs {
  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:0x)?[0-9a-f]*\\d[0-9a-f]*\\b|\"[^\"]{0,80}\"|'[^']{0,80}'");
  private static final int LONGEST = 160;
  private static final int KEY_LENGTH = 80;

  /** Throwables of one class that were made in one method. */
  public record Thrown(
      String type, String message, String where, int method, int count, int thread, double first) {}

  /** Intervals of one name. */
  public record Region(
      String name, int count, double totalMicros, double longestMicros, int thread, double start) {}

  private final Timeline timeline;
  private final Focus focus;
  private final Names names;

  private final List<LogGroup> groups;
  private final List<Thrown> thrown;
  private final List<Region> regions;

  Logs(Timeline timeline, Focus focus, Names names) {
    this.timeline = timeline;
    this.focus = focus;
    this.names = names;
    groups = findGroups();
    thrown = findThrown();
    regions = findRegions();
  }

  /** Errors first, then warnings, then the rest; in each the most frequent first. */
  public List<LogGroup> groups() {
    return groups;
  }

  /** Throwables that were made, the most frequent first. */
  public List<Thrown> thrown() {
    return thrown;
  }

  /** Named regions, those with most time first. */
  public List<Region> regions() {
    return regions;
  }

  public int[] counts() {
    int[] counts = new int[Level.values().length];
    MarkerTable markers = timeline.markers();
    for (int row = 0; row < markers.size(); row++) {
      if (isIn(row)) {
        counts[markers.level(row).ordinal()]++;
      }
    }
    return counts;
  }

  private boolean isIn(int marker) {
    MarkerTable markers = timeline.markers();
    return focus.has(markers.timeMicros(marker))
        && (focus.thread() < 0 || focus.thread() == markers.thread(marker));
  }

  private List<LogGroup> findGroups() {
    MarkerTable markers = timeline.markers();
    Map<String, Group> groups = new LinkedHashMap<>();
    for (int row = 0; row < markers.size(); row++) {
      if (isIn(row) && groups.size() < 5000) {
        groups.computeIfAbsent(key(row), k -> new Group()).add(row);
      }
    }
    List<LogGroup> result = new ArrayList<>();
    groups.values().forEach(group -> result.add(group(group)));
    result.sort(
        Comparator.comparing(LogGroup::level)
            .reversed()
            .thenComparing(Comparator.comparingInt(LogGroup::count).reversed())
            .thenComparingDouble(LogGroup::firstMicros)
            .thenComparingInt(LogGroup::marker));
    return result;
  }

  private String key(int row) {
    MarkerTable markers = timeline.markers();
    String message = markers.message(row);
    String start = message.length() > KEY_LENGTH ? message.substring(0, KEY_LENGTH) : message;
    return markers.level(row)
        + " "
        + markers.logger(row)
        + " "
        + VARIABLE.matcher(start).replaceAll("#");
  }

  private LogGroup group(Group group) {
    MarkerTable markers = timeline.markers();
    int row = group.first;
    return new LogGroup(
        markers.level(row),
        Plain.line(markers.logger(row).isEmpty() ? markers.source(row) : markers.logger(row), 60),
        Plain.line(markers.message(row), LONGEST),
        throwable(markers.throwable(row)),
        cause(markers.throwable(row)),
        group.count,
        row,
        markers.thread(row),
        markers.timeMicros(row),
        markers.timeMicros(group.last),
        names.ownWithLine(markers.stack(row)));
  }

  /** The first line of a printed throwable, and that of its last cause. */
  private static String throwable(String printed) {
    if (printed.isEmpty()) {
      return "";
    }
    String first = Plain.line(printed.lines().findFirst().orElse(""), LONGEST);
    String cause = cause(printed);
    return cause.equals(first) ? first : first + "; cause: " + cause;
  }

  /** The first line of a printed throwable's last cause; its own first line if it has none. */
  private static String cause(String printed) {
    String first = printed.lines().findFirst().orElse("");
    return Plain.line(
        printed
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .reduce((a, b) -> b)
            .map(line -> line.substring("Caused by: ".length()))
            .orElse(first),
        LONGEST);
  }

  private List<Thrown> findThrown() {
    ExceptionTable table = timeline.exceptions();
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if (focus.has(table.timeMicros(row))
          && focus.hasThread(table.thread(row))
          && !isLinkage(row)
          && !names.isRecording(table.stack(row))) {
        String key = table.className(row) + " " + names.own(table.stack(row));
        groups.computeIfAbsent(key, k -> new int[2]);
        int[] group = groups.getOrDefault(key, new int[2]);
        group[0] = group[1] == 0 ? row : group[0];
        group[1]++;
      }
    }
    List<Thrown> result = new ArrayList<>();
    for (int[] group : groups.values()) {
      int row = group[0];
      result.add(
          new Thrown(
              Plain.line(table.className(row), 100),
              Plain.line(table.message(row), 100),
              names.ownWithLine(table.stack(row)),
              names.own(table.stack(row)),
              group[1],
              table.thread(row),
              table.timeMicros(row)));
    }
    result.sort(
        Comparator.comparingInt(Thrown::count).reversed().thenComparingDouble(Thrown::first));
    return result;
  }

  /** The JVM itself throws and catches these when it links method handles. */
  private boolean isLinkage(int row) {
    ExceptionTable table = timeline.exceptions();
    String type = table.className(row);
    String message = table.message(row);
    return (type.equals("java.lang.NoSuchMethodError") && message.contains("java.lang.invoke."))
        || (type.equals("java.lang.IncompatibleClassChangeError")
            && message.startsWith("Found class java.lang.Object"));
  }

  private List<Region> findRegions() {
    RegionTable table = timeline.regions();
    Map<String, double[]> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      double micros = focus.overlap(table.startMicros(row), table.endMicros(row));
      if (micros <= 0 || !focus.hasThread(table.thread(row))) {
        continue;
      }
      double[] group =
          groups.computeIfAbsent(
              Plain.line(table.name(row), 80), k -> new double[] {0, 0, -1, -1, -1});
      group[0]++;
      group[1] += micros;
      if (table.durationMicros(row) > group[2]) {
        group[2] = table.durationMicros(row);
        group[3] = table.thread(row);
        group[4] = table.startMicros(row);
      }
    }
    List<Region> result = new ArrayList<>();
    groups.forEach(
        (name, g) -> result.add(new Region(name, (int) g[0], g[1], g[2], (int) g[3], g[4])));
    result.sort(
        Comparator.comparingDouble(Region::totalMicros).reversed().thenComparing(Region::name));
    return result;
  }

  private static final class Group {
    private int first = -1;
    private int last = -1;
    private int count;

    void add(int row) {
      first = first < 0 ? row : first;
      last = row;
      count++;
    }
  }
}
