package dev.microlog.web.page.timeline;

import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.OpenRecording;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.timeline.TrackList;
import java.util.ArrayList;
import java.util.List;

/** Goes to places on the timeline: makes the state that shows them, scrolls there, and says it. */
final class TimelinePlaces implements Places {
  private final OpenRecording recording;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final MarkerPopup markers;
  private final Element speech;

  /**
   * @param speech what a screen reader reads when it changes
   */
  TimelinePlaces(PageContext page, TimelineCanvas canvas, MarkerPopup markers, Element speech) {
    recording = page.recording();
    navigation = page.navigation();
    this.canvas = canvas;
    this.markers = markers;
    this.speech = speech;
  }

  private Spans spans(Scene scene) {
    return scene.spans(navigation.state().frames());
  }

  /** Lets a screen reader say it. */
  void say(String text) {
    speech.text(text);
  }

  // Calls

  /** Selects a call that is in view. */
  void selectCall(int thread, int row) {
    Scene scene = recording.scene();
    if (scene != null) {
      SpanTable table = spans(scene).spans(thread);
      navigation.go(navigation.state().withCall(call(table, thread, row)));
      sayCall(scene, table, thread, row);
    }
  }

  @Override
  public void showCall(int thread, int row) {
    Scene scene = recording.scene();
    if (scene == null) {
      return;
    }
    SpanTable table = spans(scene).spans(thread);
    Range range = Range.between(table.startMicros(row), table.endMicros(row));
    ViewState next = navigation.revealed(navigation.state(), range).withTab(Tab.TIMELINE);
    next = opened(next, thread, table.depth(row));
    navigation.go(next.withCall(call(table, thread, row)));
    canvas.scrollTo(thread, table.depth(row));
    sayCall(scene, table, thread, row);
  }

  private static Call call(SpanTable table, int thread, int row) {
    return new Call(thread, table.depth(row), (table.startMicros(row) + table.endMicros(row)) / 2);
  }

  private void sayCall(Scene scene, SpanTable table, int thread, int row) {
    say(
        Words.callSpoken(
            ShownCall.name(scene, table, row),
            Words.duration(table, row),
            scene.timeline().threads().displayName(thread),
            Format.time(table.startMicros(row), 1000)));
  }

  @Override
  public boolean showMethod(int thread, int method, double micros) {
    Scene scene = recording.scene();
    if (scene == null || thread < 0) {
      return false;
    }
    SpanTable table = spans(scene).spans(thread);
    int found = -1;
    for (int depth = 0; depth < table.depths(); depth++) {
      int row = table.at(depth, micros + 1);
      if (row >= 0 && (method < 0 || table.method(row) == method)) {
        found = row;
        if (method >= 0 && Math.abs(table.startMicros(row) - micros) < 2) {
          break;
        }
      }
    }
    if (found >= 0) {
      showCall(thread, found);
    }
    return found >= 0;
  }

  @Override
  public void showWait(int wait) {
    Scene scene = recording.scene();
    if (scene == null) {
      return;
    }
    WaitTable waits = scene.timeline().waits();
    int thread = waits.thread(wait);
    SpanTable table = spans(scene).spans(thread);
    for (int row = 0; row < table.size(); row++) {
      if (table.wait(row) == wait) {
        showCall(thread, row);
        return;
      }
    }
    navigation.reveal(Range.between(waits.startMicros(wait), waits.endMicros(wait)));
  }

  /** Selects the first call in view, for a start with the keyboard; false if there is none. */
  boolean showFirst() {
    Scene scene = recording.scene();
    TimelineLayout layout = canvas.layout();
    if (scene == null || layout == null) {
      return false;
    }
    double start = navigation.window().startMicros();
    for (TimelineLayout.TrackBox track : layout.trackBoxes()) {
      if (track.track().isThread() && track.rows() > 0) {
        SpanTable table = spans(scene).spans(track.track().thread());
        int row = table.depths() == 0 ? 0 : table.firstEndingAfter(0, start);
        if (table.depths() > 0 && row < table.firstRow(1)) {
          showCall(track.track().thread(), row);
          return true;
        }
      }
    }
    return false;
  }

  // Tracks

  @Override
  public int currentTrack() {
    return canvas.track();
  }

  @Override
  public void showTrack(int thread) {
    navigation.go(navigation.state().withTab(Tab.TIMELINE));
    navigation.adjust(opened(navigation.state(), thread, 0));
    canvas.track(thread);
    canvas.scrollTo(thread, 0);
  }

  /** Gives the keyboard to the track after or before the one that has it. */
  void stepTrack(int step) {
    TimelineLayout layout = canvas.layout();
    Scene scene = recording.scene();
    if (layout == null || scene == null) {
      return;
    }
    List<Integer> threads = new ArrayList<>();
    for (TimelineLayout.TrackBox track : layout.trackBoxes()) {
      if (track.track().isThread()) {
        threads.add(track.track().thread());
      }
    }
    if (!threads.isEmpty()) {
      int place = threads.indexOf(canvas.track());
      int next = place < 0 ? 0 : Math.max(0, Math.min(threads.size() - 1, place + step));
      int thread = threads.get(next);
      canvas.track(thread);
      canvas.scrollTo(thread, 0);
      say(
          Words.trackSpoken(
              scene.timeline().threads().displayName(thread), scene.activity().share(thread)));
    }
  }

  /** The state in which a row of a thread's track is shown. */
  ViewState opened(ViewState state, int thread, int depth) {
    Scene scene = recording.scene();
    if (scene == null) {
      return state;
    }
    ViewState next = state.withHidden(Track.threadKey(thread), false);
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), next, new double[0]);
    for (Track track : tracks) {
      boolean member = !track.isThread() && track.threads().contains(thread);
      if (member && !track.isOpen()) {
        next = next.withToggled(track.key());
      }
      if (track.isThread() && track.thread() == thread && !track.isOpen()) {
        next = next.withToggled(track.key());
      }
    }
    String all = "all:" + Track.threadKey(thread);
    if (depth >= TimelineLayout.FIRST_ROWS && !next.toggled().contains(all)) {
      next = next.withToggled(all);
    }
    return next;
  }

  // Log entries

  @Override
  public void showMarker(int row) {
    Scene scene = recording.scene();
    if (scene != null) {
      double at = scene.timeline().markers().timeMicros(row);
      navigation.go(navigation.centred(navigation.state().withTab(Tab.TIMELINE), at));
      markers.show(row);
    }
  }

  /** Goes to the log entry after or before the one that is shown, or of the visible part. */
  void stepMarker(int step) {
    Scene scene = recording.scene();
    if (scene == null || scene.markers().size() == 0) {
      return;
    }
    int from = scene.markers().firstAtOrAfter(navigation.window().startMicros());
    int shown = canvas.marker();
    int next = shown >= 0 ? shown + step : step > 0 ? from : from - 1;
    showMarker(Math.max(0, Math.min(scene.markers().size() - 1, next)));
  }
}
