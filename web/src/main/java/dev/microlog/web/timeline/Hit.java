package dev.microlog.web.timeline;

import dev.microlog.timeline.Finding;
import java.util.List;

/** What is under a point of the canvas. */
public sealed interface Hit {
  /** Nothing of interest. */
  record Nothing() implements Hit {}

  /** The minimap, at a time. */
  record OnOverview(double micros) implements Hit {}

  /** A lane, at a time. */
  record OnLane(LaneGroup group, double micros) implements Hit {}

  /** One or more log entries. */
  record OnMarker(Markers.Cluster cluster) implements Hit {}

  /** One or more findings on the axis. */
  record OnFinding(FindingMarks.Mark mark) implements Hit {}

  /** The name of the row of findings. */
  record OnFindingsTitle() implements Hit {}

  /** The sign for findings that belong to no time. */
  record OnTimeless(List<Finding> findings) implements Hit {}

  /** The time scale, at a time. */
  record OnRuler(double micros) implements Hit {}

  /** The title of a track. */
  record OnTitle(Track track, boolean onMoreRows) implements Hit {}

  /** The state strip of a thread, at a row of its state table. */
  record OnState(int thread, int row) implements Hit {}

  /** A call: a row of the thread's spans. */
  record OnSpan(int thread, int row) implements Hit {}

  /** A stop of the whole program, a row of the pause table. */
  record OnPause(int row) implements Hit {}

  /** A track, where there is nothing. */
  record OnTrack(Track track, double micros) implements Hit {}
}
