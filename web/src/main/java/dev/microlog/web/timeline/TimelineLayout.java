package dev.microlog.web.timeline;

import dev.microlog.web.state.ViewState;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is on the canvas, in CSS pixels.
 *
 * <pre>
 *   ┌ titles ──┬ plot ─────────────────────────┐ 0
 *   │ overview │                               │
 *   │ CPU      │  lanes                        │
 *   │ Log      │  markers                      │
 *   │ Findings │  findings                     │
 *   │          │  ruler                        │ tracksTop
 *   │ ▾ main   │  state strip, flame chart     │   scrolls
 *   └──────────┴───────────────────────────────┘ height
 * </pre>
 *
 * @param scroll pixels of the tracks that are above {@code tracksTop}
 * @param trackBoxes all tracks from the top; their places are without the scroll
 */
public record TimelineLayout(
    double width,
    double height,
    double titleWidth,
    double overviewTop,
    List<LaneBox> laneBoxes,
    double markersTop,
    double findingsTop,
    double rulerTop,
    double tracksTop,
    double scroll,
    double contentHeight,
    List<TrackBox> trackBoxes) {
  public static final double OVERVIEW_HEIGHT = 24;
  public static final double LANE_HEIGHT = 34;
  public static final double MARKERS_HEIGHT = 22;
  public static final double FINDINGS_HEIGHT = 20;
  public static final double RULER_HEIGHT = 20;
  public static final double ROW_HEIGHT = 15;
  public static final double STRIP_HEIGHT = 6;

  /** From the top of a track to its first row of boxes. */
  public static final double ROWS_TOP = 9;

  static final double FOLDED_HEIGHT = 20;

  /** So many rows are shown of a track before someone asks for all. */
  public static final int FIRST_ROWS = 18;

  private static final double BOTTOM_AIR = 5;

  /** A lane's strip. */
  public record LaneBox(LaneGroup group, double top) {}

  /**
   * A track's strip.
   *
   * @param rows the rows of boxes that are shown
   * @param hiddenRows the rows that are not shown for want of room
   */
  public record TrackBox(Track track, double top, double height, int rows, int hiddenRows) {
    public double bottom() {
      return top + height;
    }

    /** How the view state says that all rows are shown. */
    public static String allRowsKey(Track track) {
      return "all:" + track.key();
    }
  }

  public TimelineLayout {
    laneBoxes = List.copyOf(laneBoxes);
    trackBoxes = List.copyOf(trackBoxes);
  }

  /**
   * @param depths for each thread the number of rows that its deepest stack needs
   */
  public static TimelineLayout of(
      List<Track> tracks,
      List<LaneGroup> lanes,
      int[] depths,
      ViewState state,
      double width,
      double height,
      double scroll) {
    double titles = width < 600 ? 104 : 168;
    double y = OVERVIEW_HEIGHT;
    List<LaneBox> laneBoxes = new ArrayList<>();
    for (LaneGroup lane : lanes) {
      laneBoxes.add(new LaneBox(lane, y));
      y += LANE_HEIGHT;
    }
    double markersTop = y;
    double findingsTop = markersTop + MARKERS_HEIGHT;
    double rulerTop = findingsTop + FINDINGS_HEIGHT;
    double tracksTop = rulerTop + RULER_HEIGHT;
    List<TrackBox> boxes = new ArrayList<>();
    double top = 0;
    for (Track track : tracks) {
      TrackBox box = box(track, depths, state, top);
      boxes.add(box);
      top = box.bottom();
    }
    double visible = Math.max(0, height - tracksTop);
    double limited = Math.max(0, Math.min(scroll, top - visible));
    return new TimelineLayout(
        width,
        height,
        titles,
        0,
        laneBoxes,
        markersTop,
        findingsTop,
        rulerTop,
        tracksTop,
        limited,
        top,
        boxes);
  }

  private static TrackBox box(Track track, int[] depths, ViewState state, double top) {
    if (!track.isThread() || !track.isOpen()) {
      return new TrackBox(track, top, FOLDED_HEIGHT, 0, 0);
    }
    int depth = depths[track.thread()];
    boolean all = state.toggled().contains(TrackBox.allRowsKey(track));
    int rows = all ? depth : Math.min(depth, FIRST_ROWS);
    double height = Math.max(FOLDED_HEIGHT, ROWS_TOP + rows * ROW_HEIGHT + BOTTOM_AIR);
    return new TrackBox(track, top, height, rows, all ? 0 : depth - rows);
  }

  /** The same with the tracks scrolled elsewhere. */
  public TimelineLayout scrolled(double wanted) {
    double limited = Math.max(0, Math.min(wanted, contentHeight - Math.max(0, height - tracksTop)));
    return limited == scroll
        ? this
        : new TimelineLayout(
            width,
            height,
            titleWidth,
            overviewTop,
            laneBoxes,
            markersTop,
            findingsTop,
            rulerTop,
            tracksTop,
            limited,
            contentHeight,
            trackBoxes);
  }

  public double plotLeft() {
    return titleWidth;
  }

  public double plotWidth() {
    return Math.max(1, width - titleWidth);
  }

  /** Where a place among the tracks is on the canvas. */
  public double screenY(double trackY) {
    return tracksTop + trackY - scroll;
  }

  /** The index of the first track that ends below a place among the tracks. */
  public int firstTrackBelow(double trackY) {
    int low = 0;
    int high = trackBoxes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (trackBoxes.get(middle).bottom() <= trackY) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public boolean isScrollable() {
    return contentHeight > height - tracksTop;
  }
}
