package dev.microlog.web.log;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entries of the log in order of time: markers, regions and findings, those that pass a filter.
 *
 * <pre>
 *   entry   kind     row    time
 *     0     MARKER    0     102000
 *     1     REGION    0     250000
 *     2     FINDING   3     812000
 * </pre>
 */
public final class LogIndex {
  private static final Kind[] KINDS = Kind.values();

  /** What an entry is. */
  public enum Kind {
    MARKER,
    REGION,
    FINDING
  }

  private final Timeline timeline;
  private final List<Finding> findings;
  private byte[] kind = new byte[256];
  private int[] row = new int[256];
  private int size;

  private LogIndex(Timeline timeline, List<Finding> findings) {
    this.timeline = timeline;
    this.findings = findings;
  }

  public static LogIndex of(Timeline timeline, List<Finding> findings, LogFilter filter) {
    LogIndex index = new LogIndex(timeline, findings);
    MarkerTable markers = timeline.markers();
    for (int marker = 0; marker < markers.size(); marker++) {
      if (index.passes(marker, filter)) {
        index.add(Kind.MARKER, marker);
      }
    }
    int ordered = index.size;
    RegionTable regions = timeline.regions();
    for (int region = 0; region < regions.size(); region++) {
      if (index.passesRegion(region, filter)) {
        index.add(Kind.REGION, region);
      }
    }
    for (int finding = 0; finding < findings.size(); finding++) {
      if (passes(findings.get(finding), filter)) {
        index.add(Kind.FINDING, finding);
      }
    }
    if (index.size > ordered) {
      index.sort();
    }
    return index;
  }

  private boolean passes(int marker, LogFilter filter) {
    MarkerTable markers = timeline.markers();
    return markers.level(marker).compareTo(filter.least()) >= 0
        && (filter.thread() < 0 || markers.thread(marker) == filter.thread())
        && (filter.logger().isEmpty() || markers.logger(marker).equals(filter.logger()))
        && (filter.range() == null || filter.range().contains(markers.timeMicros(marker)))
        && (filter.text() == null || found(marker, filter.text()));
  }

  private boolean found(int marker, Pattern text) {
    MarkerTable markers = timeline.markers();
    return text.matcher(markers.message(marker)).find()
        || text.matcher(markers.logger(marker)).find()
        || text.matcher(markers.throwable(marker)).find();
  }

  private boolean passesRegion(int region, LogFilter filter) {
    RegionTable regions = timeline.regions();
    return filter.least().compareTo(Level.INFO) <= 0
        && filter.logger().isEmpty()
        && (filter.thread() < 0 || regions.thread(region) == filter.thread())
        && (filter.range() == null || filter.range().contains(regions.startMicros(region)))
        && (filter.text() == null || filter.text().matcher(regions.name(region)).find());
  }

  private static boolean passes(Finding finding, LogFilter filter) {
    return level(finding).compareTo(filter.least()) >= 0
        && filter.logger().isEmpty()
        && (filter.thread() < 0 || finding.thread() == filter.thread())
        && (filter.range() == null || filter.range().contains(finding.startMicros()))
        && (filter.text() == null || filter.text().matcher(finding.title()).find());
  }

  private void add(Kind added, int addedRow) {
    if (size == row.length) {
      row = Arrays.copyOf(row, size * 2);
      kind = Arrays.copyOf(kind, size * 2);
    }
    kind[size] = (byte) added.ordinal();
    row[size++] = addedRow;
  }

  private void sort() {
    Integer[] order = new Integer[size];
    double[] times = new double[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      // what has no time stands at the end, as statistics do
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

  /** The row in its own table, or the place in the list of findings. */
  public int row(int entry) {
    return row[entry];
  }

  public Finding finding(int entry) {
    return findings.get(row[entry]);
  }

  /** -1 for a finding without a time. */
  public double timeMicros(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().timeMicros(row[entry]);
      case REGION -> timeline.regions().startMicros(row[entry]);
      case FINDING -> finding(entry).startMicros();
    };
  }

  public int thread(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().thread(row[entry]);
      case REGION -> timeline.regions().thread(row[entry]);
      case FINDING -> finding(entry).thread();
    };
  }

  public Level level(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().level(row[entry]);
      case REGION -> Level.INFO;
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

  /** The logger, or the source of a print. */
  public String logger(int entry) {
    if (kind(entry) != Kind.MARKER) {
      return kind(entry) == Kind.REGION ? "region" : finding(entry).kind().id();
    }
    String logger = timeline.markers().logger(row[entry]);
    return logger.isEmpty() ? timeline.markers().source(row[entry]) : logger;
  }

  public String message(int entry) {
    return switch (kind(entry)) {
      case MARKER -> timeline.markers().message(row[entry]);
      case REGION -> timeline.regions().name(row[entry]);
      case FINDING -> finding(entry).title();
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
}
