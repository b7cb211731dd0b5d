package dev.microlog.web.log;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Figures over the whole recording, by subject. */
public final class Statistics {
  /** A name and what is said of it. */
  public record Line(String name, String value) {}

  /** A subject with its lines. */
  public record Subject(String title, List<Line> lines) {
    public Subject {
      lines = List.copyOf(lines);
    }
  }

  private Statistics() {}

  public static List<Subject> of(Timeline timeline) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(collections(timeline));
    for (Lane lane : timeline.lanes()) {
      if (lane.size() > 0) {
        subjects.add(lane(lane));
      }
    }
    subjects.add(io(timeline));
    subjects.add(threads(timeline));
    subjects.add(leaks(timeline, LeakKind.DESCRIPTOR, Words.LEAKED_DESCRIPTORS, 50));
    subjects.add(leaks(timeline, LeakKind.OBJECT, Words.LEAKED_MEMORY, 10));
    subjects.removeIf(subject -> subject.lines().isEmpty());
    return subjects;
  }

  private static Subject collections(Timeline timeline) {
    PauseTable pauses = timeline.pauses();
    int count = 0;
    double total = 0;
    double longest = 0;
    for (int row = 0; row < pauses.size(); row++) {
      if (pauses.kind(row) == PauseKind.GC) {
        count++;
        total += pauses.durationMicros(row);
        longest = Math.max(longest, pauses.durationMicros(row));
      }
    }
    List<Line> lines = new ArrayList<>();
    if (count > 0) {
      double all = Math.max(1, timeline.recording().durationMicros());
      lines.add(new Line(Words.COUNT, Format.count(count)));
      lines.add(new Line(Words.TOTAL, Format.duration(total)));
      lines.add(new Line(Words.SHARE, Format.percent(total / all)));
      lines.add(new Line(Words.AVERAGE, Format.duration(total / count)));
      lines.add(new Line(Words.LONGEST, Format.duration(longest)));
    }
    return new Subject(Words.GC_PAUSES, lines);
  }

  private static Subject lane(Lane lane) {
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (int row = 0; row < lane.size(); row++) {
      most = Math.max(most, lane.value(row));
      least = Math.min(least, lane.value(row));
      sum += lane.value(row);
    }
    String unit = lane.unit();
    return new Subject(
        lane.name(),
        List.of(
            new Line(Words.AVERAGE, Format.value(sum / lane.size(), unit)),
            new Line(Words.LEAST, Format.value(least, unit)),
            new Line(Words.MOST, Format.value(most, unit)),
            new Line(Words.LAST, Format.value(lane.value(lane.size() - 1), unit))));
  }

  private static Subject io(Timeline timeline) {
    WaitTable waits = timeline.waits();
    int kinds = WaitKind.values().length;
    int[] count = new int[kinds];
    double[] total = new double[kinds];
    double[] bytes = new double[kinds];
    for (int row = 0; row < waits.size(); row++) {
      int kind = waits.kind(row).ordinal();
      count[kind]++;
      total[kind] += waits.durationMicros(row);
      bytes[kind] += Math.max(0, waits.bytes(row));
    }
    List<Line> lines = new ArrayList<>();
    for (WaitKind kind : WaitKind.values()) {
      int at = kind.ordinal();
      if (count[at] > 0) {
        String size = kind.isIo() ? " · " + Format.bytes(bytes[at]) : "";
        lines.add(
            new Line(
                Words.waitNoun(kind),
                Format.count(count[at]) + " × · " + Format.duration(total[at]) + size));
      }
    }
    return new Subject(Words.WAITS_AND_IO, lines);
  }

  private static Subject threads(Timeline timeline) {
    int virtual = 0;
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      virtual += timeline.threads().isVirtual(thread) ? 1 : 0;
    }
    return new Subject(
        Words.THREADS_SEEN,
        List.of(
            new Line(Words.TOTAL, Format.count(timeline.threads().size())),
            new Line(Words.VIRTUAL, Format.count(virtual)),
            new Line(Words.SAMPLES, Format.count(timeline.samples().size())),
            new Line(Words.EXCEPTIONS, Format.count(timeline.exceptions().size()))));
  }

  private static Subject leaks(Timeline timeline, LeakKind kind, String title, int most) {
    LeakTable leaks = timeline.leaks();
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < leaks.size() && lines.size() < most; row++) {
      if (leaks.kind(row) == kind) {
        String what = leaks.target(row).isEmpty() ? leaks.type(row) : leaks.target(row);
        String where =
            leaks.stack(row) < 0
                ? ""
                : timeline.methods().qualifiedName(timeline.methodAt(leaks.stack(row)));
        String size = leaks.bytes(row) > 0 ? " · " + Format.bytes(leaks.bytes(row)) : "";
        lines.add(
            new Line(
                what, Format.count(Math.max(1, leaks.count(row))) + " ×" + size + " " + where));
      }
    }
    return new Subject(title, lines);
  }
}
