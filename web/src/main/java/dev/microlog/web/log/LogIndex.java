package dev.microlog.web.log;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.text.LogWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the log in order of time: markers, regions and findings, then the statistics;
 * those that pass a filter.
 *
 * <pre>
 *   entry   kind       row    time
 *     0     MARKER      0     102000
 *     1     REGION      0     250000
 *     2     FINDING     3     812000
 *     3     STATISTIC   0     the end
 * </pre>
 */
public final class LogIndex {
  private static final Kind[] KINDS = Kind.values();

  /** What an entry is. */
  public enum Kind {
    MARKER,
    REGION,
    FINDING,
    STATISTIC
  }

  private final Timeline timeline;
  private final List<Finding> findings;
  private final List<Statistics.Subject> statistics;
  private byte[] kind = new byte[256];
  private int[] row = new int[256];
  private int size;

  private LogIndex(Timeline timeline, List<Finding> findings, List<Statistics.Subject> statistics) {
    this.timeline = timeline;
    this.findings = findings;
    this.statistics = statistics;
  }

  public static LogIndex of(Timeline timeline, List<Finding> findings, LogFilter filter) {
    return of(timeline, findings, List.of(), filter);
  }

  public static LogIndex of(
      Timeline timeline,
      List<Finding> findings,
      List<Statistics.Subject> statistics,
      LogFilter filter) {
    LogIndex index = new LogIndex(timeline, findings, statistics);
    index.fill(filter);
    return index;
  }

  private void fill(LogFilter filter) {
    Pattern pattern = filter.text();
    TextFinder text = pattern == null ? null : new TextFinder(timeline.strings(), pattern);
    List<int[]> others = others(filter, text);
    MarkerTable markers = timeline.markers();
    double before = Double.NEGATIVE_INFINITY;
    boolean ordered = true;
    int next = 0;
    for (int marker = 0; marker < markers.size(); marker++) {
      if (!passes(marker, filter) || (text != null && !isFoundInMarker(marker, text))) {
        continue;
      }
      double time = markers.timeMicros(marker);
      ordered &= time >= before;
      before = time;
      for (; next < others.size() && orderTime(others.get(next)) < time; next++) {
        add(KINDS[others.get(next)[0]], others.get(next)[1]);
      }
      add(Kind.MARKER, marker);
    }
    for (; next < others.size(); next++) {
      add(KINDS[others.get(next)[0]], others.get(next)[1]);
    }
    if (!ordered) {
      sort();
    }
    for (int subject = 0; subject < statistics.size(); subject++) {
      if (passes(filter) && (text == null || text.finds(statistics.get(subject).sentence()))) {
        add(Kind.STATISTIC, subject);
      }
    }
  }

  /** Regions and findings that pass, as pairs of kind and row, in order of time. */
  private List<int[]> others(LogFilter filter, @Nullable TextFinder text) {
    List<int[]> others = new ArrayList<>();
    for (int region = 0; region < timeline.regions().size(); region++) {
      if (passesRegion(region, filter)
          && (text == null || text.finds(timeline.regions().nameString(region)))) {
        others.add(new int[] {Kind.REGION.ordinal(), region});
      }
    }
    for (int finding = 0; finding < findings.size(); finding++) {
      if (passes(findings.get(finding), filter)
          && (text == null || text.finds(findings.get(finding).title()))) {
        others.add(new int[] {Kind.FINDING.ordinal(), finding});
      }
    }
    others.sort(Comparator.comparingDouble(this::orderTime));
    return others;
  }

  /** What has no time stands at the end. */
  private double orderTime(int[] other) {
    double time =
        other[0] == Kind.REGION.ordinal()
            ? timeline.regions().startMicros(other[1])
            : findings.get(other[1]).startMicros();
    return time < 0 ? Double.MAX_VALUE : time;
  }

  private boolean passes(int marker, LogFilter filter) {
    MarkerTable markers = timeline.markers();
    return markers.level(marker).compareTo(filter.least()) >= 0
        && (filter.thread() < 0 || markers.thread(marker) == filter.thread())
        && (filter.logger().isEmpty() || loggerOf(marker).equals(filter.logger()))
        && (filter.range() == null || filter.range().contains(markers.timeMicros(marker)));
  }

  private boolean isFoundInMarker(int marker, TextFinder text) {
    MarkerTable markers = timeline.markers();
    return text.finds(markers.messageString(marker))
        || text.finds(markers.loggerString(marker))
        || text.finds(markers.throwableString(marker));
  }

  private boolean passesRegion(int region, LogFilter filter) {
    RegionTable regions = timeline.regions();
    return filter.least().compareTo(Level.INFO) <= 0
        && (filter.logger().isEmpty() || filter.logger().equals(LogWords.REGION))
        && (filter.thread() < 0 || regions.thread(region) == filter.thread())
        && (filter.range() == null || filter.range().contains(regions.startMicros(region)));
  }

  private static boolean passes(Finding finding, LogFilter filter) {
    return level(finding).compareTo(filter.least()) >= 0
        && (filter.logger().isEmpty() || filter.logger().equals(finding.kind().id()))
        && (filter.thread() < 0 || finding.thread() == filter.thread())
        && (filter.range() == null || filter.range().contains(finding.startMicros()));
  }

  /** Whether statistics pass, which are of the whole recording. */
  private static boolean passes(LogFilter filter) {
    return filter.least().compareTo(Level.INFO) <= 0
        && (filter.logger().isEmpty() || filter.logger().equals(LogWords.STATISTICS))
        && filter.thread() < 0
        && filter.range() == null;
  }

  private void add(Kind added, int addedRow) {
    if (size == row.length) {
      row = Arrays.copyOf(row, size * 2);
      kind = Arrays.copyOf(kind, size * 2);
    }
    kind[size] = (byte) added.ordinal();
    row[size++] = addedRow;
  }

  /** For markers that do not come in order, as of several chunks. */
  private void sort() {
    Integer[] order = new Integer[size];
    double[] times = new double[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      times[i] = timeMicros(i) < 0 ? Double.MAX_VALUE : timeMicros(i);
    }
    Arrays.sort(order, (a, b) -> Double.compare(times[a], times[b]));
    byte[] kinds = new byte[size];
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      kinds[i] = kind[order[i]];
      rows[i] = row[order[i]];
    }
    kind = kinds;
    row = rows;
  }

  public int size() {
    return size;
  }

  public Kind kind(int entry) {
    return KINDS[kind[entry]];
  }

  /** The row in its own table, or the place in the list of findings or statistics. */
  public int row(int entry) {
    return row[entry];
  }

  public Finding finding(int entry) {
    return findings.get(row[entry]);
  }

  public Statistics.Subject statistic(int entry) {
    return statistics.get(row[entry]);
  }

  /** -1 for a finding without a time. */
  public double timeMicros(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().timeMicros(row[entry]);
      case REGION -> timeline.regions().startMicros(row[entry]);
      case FINDING -> finding(entry).startMicros();
      case STATISTIC -> timeline.recording().durationMicros();
    };
  }

  /** -1 for none. */
  public int thread(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().thread(row[entry]);
      case REGION -> timeline.regions().thread(row[entry]);
      case FINDING -> finding(entry).thread();
      case STATISTIC -> -1;
    };
  }

  public Level level(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().level(row[entry]);
      case REGION, STATISTIC -> Level.INFO;
      case FINDING -> level(finding(entry));
    };
  }

  private static Level level(Finding finding) {
    return switch (finding.severity()) {
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }

  /** The logger, the source of a print, or what else the entry is. */
  public String logger(int entry) {
    return switch (kind(entry)) {
      case MARKER -> loggerOf(row[entry]);
      case REGION -> LogWords.REGION;
      case FINDING -> finding(entry).kind().id();
      case STATISTIC -> LogWords.STATISTICS;
    };
  }

  private String loggerOf(int marker) {
    String logger = timeline.markers().logger(marker);
    return logger.isEmpty() ? timeline.markers().source(marker) : logger;
  }

  public String message(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().message(row[entry]);
      case REGION -> timeline.regions().name(row[entry]);
      case FINDING -> finding(entry).title();
      case STATISTIC -> statistic(entry).sentence();
    };
  }

  /** The entry that shows a row of the marker table, -1 if the filter hides it. */
  public int entryOfMarker(int marker) {
    for (int entry = 0; entry < size; entry++) {
      if (kind[entry] == Kind.MARKER.ordinal() && row[entry] == marker) {
        return entry;
      }
    }
    return -1;
  }

  /** Whether a text is found in an entry. */
  boolean isFound(int entry, TextFinder text) {
    return switch (kind(entry)) {
      case MARKER -> isFoundInMarker(row[entry], text);
      case REGION -> text.finds(timeline.regions().nameString(row[entry]));
      case FINDING -> text.finds(finding(entry).title());
      case STATISTIC -> text.finds(statistic(entry).sentence());
    };
  }
}
