package dev.microlog.web.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.timeline.analysis.findings.Findings;
import dev.microlog.timeline.analysis.spans.Folding;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A timeline with what is computed from it for the page: each thing when it is first asked for, and
 * then kept. A function of the timeline alone.
 */
public final class Scene {
  /** So many lanes are shown before someone chooses. */
  private static final int FIRST_LANES = 5;

  /** So many ways to look at the stacks are kept computed. */
  private static final int KEPT = 2;

  private final Timeline timeline;
  private final ThreadActivity activity;
  private final Overview overview;
  private final Markers markers;
  private final List<LaneGroup> lanes;
  private final LaneGaps laneGaps;
  private final Range all;
  private final @Nullable Ink[] ink;
  private final @Nullable String[] labels;
  private final double[] labelWidths;
  private final Map<String, Overview> groups = new HashMap<>();
  private final Map<Frames, Spans> spans = new LinkedHashMap<>();
  private final Map<Frames, int[]> depths = new HashMap<>();
  private @Nullable FindingMarks findings;
  private @Nullable Findings search;
  private int spansMade;

  public Scene(Timeline timeline) {
    this.timeline = timeline;
    activity = new ThreadActivity(timeline);
    overview = new Overview(timeline, thread -> true);
    markers = new Markers(timeline.markers());
    lanes = LaneGroup.of(timeline.lanes(), timeline.recording().maxHeapBytes());
    laneGaps = new LaneGaps(timeline.lanes(), timeline.recording().durationMicros());
    all = new Range(0, Math.max(1000, timeline.recording().durationMicros()));
    int methods = timeline.methods().size();
    ink = new @Nullable Ink[methods];
    labels = new @Nullable String[methods];
    labelWidths = new double[methods];
  }

  public Timeline timeline() {
    return timeline;
  }

  public ThreadActivity activity() {
    return activity;
  }

  public Overview overview() {
    return overview;
  }

  /** The busyness of a pool's threads. */
  public Overview groupOverview(Track track) {
    return groups.computeIfAbsent(track.key(), key -> new Overview(timeline, members(track)));
  }

  /** What is worth a look, the gravest first. */
  public List<Finding> findings() {
    return findingMarks().ranked();
  }

  /** The same for the axis; all that is left to look for is looked for now. */
  public FindingMarks findingMarks() {
    while (lookForFindings()) {
      // until nothing is left
    }
    return Objects.requireNonNull(findings);
  }

  /**
   * Looks for findings for some milliseconds: first makes the spans of all threads, then searches
   * them. Whether there is more to do.
   */
  public boolean lookForFindings() {
    if (findings != null) {
      return false;
    }
    Spans of = spans(Frames.ALL);
    if (spansMade < timeline.threads().size()) {
      of.spans(spansMade);
      of.states(spansMade++);
      return true;
    }
    Findings known = search;
    if (known == null) {
      known = Findings.search(of);
      search = known;
    }
    if (known.step()) {
      return true;
    }
    findings = new FindingMarks(known.found());
    search = null;
    of.forgetSegments();
    return false;
  }

  /** What is worth a look as far as that is known already: null before it was looked for. */
  public @Nullable FindingMarks knownFindings() {
    return findings;
  }

  private IntPredicate members(Track track) {
    boolean[] members = new boolean[timeline.threads().size()];
    for (int thread : track.threads()) {
      members[thread] = true;
    }
    return thread -> members[thread];
  }

  public Markers markers() {
    return markers;
  }

  public List<LaneGroup> lanes() {
    return lanes;
  }

  /** Where the lanes know nothing. */
  public LaneGaps laneGaps() {
    return laneGaps;
  }

  /** Whether a lane is drawn: the first few are until someone toggles them, others if toggled. */
  public boolean isShown(LaneGroup lane, Set<String> toggled) {
    return (lanes.indexOf(lane) < FIRST_LANES) != toggled.contains(lane.key());
  }

  public List<LaneGroup> shownLanes(Set<String> toggled) {
    List<LaneGroup> shown = new ArrayList<>();
    for (LaneGroup lane : lanes) {
      if (isShown(lane, toggled)) {
        shown.add(lane);
      }
    }
    return shown;
  }

  /** From the start of the recording to its end. */
  public Range all() {
    return all;
  }

  /** The spans of all threads, as those frames show them; those of the last few are kept. */
  public Spans spans(Frames frames) {
    Spans known = spans.get(frames);
    if (known == null) {
      if (spans.size() >= KEPT) {
        Frames oldest = spans.keySet().iterator().next();
        spans.remove(oldest);
        depths.remove(oldest);
      }
      known = Spans.of(timeline, folding(frames));
      spans.put(frames, known);
    }
    return known;
  }

  private Folding folding(Frames frames) {
    Folding folding = frames.onlyMine() ? Folding.onlyMine(timeline) : Folding.NONE;
    if (frames.recursionCollapsed()) {
      folding = folding.collapsingRecursion();
    }
    boolean named =
        !frames.focus().isEmpty() || !frames.merged().isEmpty() || !frames.dropped().isEmpty();
    for (int method = 0; named && method < timeline.methods().size(); method++) {
      String name = timeline.methods().qualifiedName(method);
      if (frames.merged().contains(name)) {
        folding = folding.merging(timeline, method);
      }
      if (frames.dropped().contains(name)) {
        folding = folding.excluding(timeline, method);
      }
      if (frames.focus().equals(name)) {
        folding = folding.focusing(timeline, method);
      }
    }
    return folding;
  }

  /** For each thread the number of rows that its deepest stack needs. */
  public int[] depths(Frames frames) {
    int[] known = depths.get(frames);
    if (known == null) {
      known =
          frames.equals(Frames.ALL)
              ? activity.depths()
              : ThreadActivity.depths(timeline, spans(frames).tree());
      depths.put(frames, known);
    }
    return known;
  }

  /** The ink of a method's boxes. */
  public Ink ink(int method) {
    if (method < 0) {
      return Ink.JDK_1;
    }
    Ink known = ink[method];
    if (known == null) {
      MethodTable methods = timeline.methods();
      known = Ink.of(methods.kind(method), Ink.shade(methods.packageName(method)));
      ink[method] = known;
    }
    return known;
  }

  public MethodKind kind(int method) {
    return method < 0 ? MethodKind.JDK : timeline.methods().kind(method);
  }

  /** What is written on a method's boxes: {@code Shop.checkout}. */
  public String label(int method) {
    String label = labels[method];
    if (label == null) {
      label = timeline.methods().shortName(method);
      if (label.length() > 300) {
        label = label.substring(0, 300);
      }
      labels[method] = label;
    }
    return label;
  }

  /** How wide a method's label is. */
  double labelWidth(int method, Painter painter) {
    double width = labelWidths[method];
    if (width == 0) {
      width = painter.width(label(method));
      labelWidths[method] = width;
    }
    return width;
  }

  /** What is written on a span: its method, or what it waited for. */
  public String label(SpanTable table, int row) {
    int wait = table.wait(row);
    int method = table.method(row);
    if (method >= 0) {
      return wait < 0 ? label(method) : label(method) + waitSuffix(wait);
    }
    if (wait < 0) {
      return "";
    }
    return Words.waitNoun(timeline.waits().kind(wait)) + waitSuffix(wait);
  }

  /** What is written on a row of a call tree. */
  public String label(CallTree tree, int row) {
    int method = tree.method(row);
    return method >= 0 ? label(method) : Words.waitNoun(tree.waitKind(row));
  }

  /** For whom or what was waited, as far as the recording says. */
  private String waitSuffix(int wait) {
    WaitTable waits = timeline.waits();
    String detail = waits.detail(wait);
    String shortDetail = detail.length() > 80 ? detail.substring(0, 80) : detail;
    int owner = waits.ownerThread(wait);
    String holder = owner < 0 ? "" : " ← " + timeline.threads().displayName(owner);
    return shortDetail.isEmpty() ? holder : " " + shortDetail + holder;
  }

  /** The line where a stack node is, -1 if that is not known. */
  public int line(int stackNode) {
    StackTable stacks = timeline.stacks();
    return stackNode < 0 ? -1 : timeline.frames().line(stacks.frame(stackNode));
  }
}
