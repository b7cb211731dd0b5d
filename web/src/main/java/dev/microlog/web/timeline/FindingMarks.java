package dev.microlog.web.timeline;

import dev.microlog.timeline.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Findings, ranked for lists and placed on the axis. Those that would overlap are one mark, drawn
 * as the gravest among them; those without a time stand at the end of the axis.
 */
public final class FindingMarks {
  /** Marks nearer than this, in CSS pixels, become one. */
  static final double CLUSTER_PIXELS = 11;

  private final List<Finding> ranked;
  private final List<Finding> timed = new ArrayList<>();
  private final List<Finding> timeless = new ArrayList<>();

  /**
   * Findings drawn as one.
   *
   * @param shown the gravest, which a click shows
   */
  public record Mark(Finding shown, int size, double micros) {}

  public FindingMarks(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingInt((Finding finding) -> -finding.severity().ordinal()));
    ranked = List.copyOf(sorted);
    for (Finding finding : ranked) {
      (finding.startMicros() >= 0 ? timed : timeless).add(finding);
    }
    timed.sort(Comparator.comparingDouble(Finding::startMicros));
  }

  /** All of them, the gravest first. */
  public List<Finding> ranked() {
    return ranked;
  }

  /** In the order in which one walks through them: by time, then those without one. */
  public List<Finding> inOrder() {
    List<Finding> all = new ArrayList<>(timed);
    all.addAll(timeless);
    return all;
  }

  /** Those that belong to no time. */
  public List<Finding> timeless() {
    return List.copyOf(timeless);
  }

  /** What is drawn on the axis. */
  public List<Mark> marks(Viewport viewport) {
    List<Mark> marks = new ArrayList<>();
    double width = CLUSTER_PIXELS * viewport.microsPerPixel();
    double from = viewport.range().startMicros() - width;
    double to = viewport.range().endMicros() + width;
    for (Finding finding : timed) {
      double at = finding.startMicros();
      if (at < from || at > to) {
        continue;
      }
      Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
      if (last == null || at - last.micros() > width) {
        marks.add(new Mark(finding, 1, at));
      } else {
        boolean graver = finding.severity().compareTo(last.shown().severity()) > 0;
        Finding shown = graver ? finding : last.shown();
        marks.set(marks.size() - 1, new Mark(shown, last.size() + 1, last.micros()));
      }
    }
    return marks;
  }
}
