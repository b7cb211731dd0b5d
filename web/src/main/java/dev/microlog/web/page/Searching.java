package dev.microlog.web.page;

import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Page;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Busy;
import dev.microlog.web.widget.Toasts;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The search over methods, threads and log: done again when what is searched for changes. */
public final class Searching implements View {
  /** Time that a person may take between two keys. */
  private static final double TYPING_MILLIS = 120;

  /** What is longer has no place in an address. */
  private static final int MOST_SEARCHED = 2000;

  private final Navigation navigation;
  private final OpenRecording recording;
  private final Busy busy;
  private final Toasts toasts;
  private @Nullable Places places;
  private Listener listener = (text, isBad) -> {};
  private Log log = by -> {};
  private @Nullable Search result;
  private @Nullable Pattern pattern;
  private Tab tab = Tab.TIMELINE;
  private @Nullable Scene scene;
  private @Nullable Place place;
  private String text = "";
  private Frames frames = Frames.ALL;
  private int pending = -1;

  /**
   * Where one is among what was found: at a call, or at a log entry, which has no thread here.
   *
   * @param marker the log entry, -1 at a call
   * @param nextMarker from which entry on one looks for the next
   */
  private record Place(double micros, int thread, int depth, int row, int marker, int nextMarker) {
    static Place ofEntry(double micros, int marker) {
      return new Place(micros, -1, -1, -1, marker, marker + 1);
    }

    /** Between entries, and before all calls of that instant. */
    static Place between(double micros, int nextMarker) {
      return new Place(micros, -1, -1, -1, -1, nextMarker);
    }

    int previousMarker() {
      return marker >= 0 ? marker : nextMarker;
    }
  }

  Searching(Navigation navigation, OpenRecording recording, Busy busy, Toasts toasts) {
    this.navigation = navigation;
    this.recording = recording;
    this.busy = busy;
    this.toasts = toasts;
  }

  /** Hears how much was found. */
  public interface Listener {
    void found(String text, boolean isBad);
  }

  public void onResult(Listener listener) {
    this.listener = listener;
  }

  /** The log tab, in which one goes from entry to entry. */
  public interface Log {
    void step(int by);
  }

  /** Sets where calls, tracks and log entries that were found are shown. */
  public void onTimeline(Places places) {
    this.places = places;
  }

  public void inLog(Log log) {
    this.log = log;
  }

  /** What is looked for; null while the field is empty or wrong. */
  public @Nullable Pattern pattern() {
    return result == null ? null : pattern;
  }

  /** Says where one is among what was found. */
  public void say(String found) {
    listener.found(found, false);
  }

  public @Nullable Search result() {
    return result;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    update(recording.scene(), state);
  }

  @Override
  public void sceneChanged() {
    update(recording.scene(), navigation.state());
  }

  private void update(@Nullable Scene newScene, ViewState state) {
    Search found = result;
    if (tab != state.tab() && found != null) {
      say(Words.found(found));
    }
    tab = state.tab();
    if (newScene == scene && state.search().equals(text) && state.frames().equals(frames)) {
      return;
    }
    scene = newScene;
    text = state.search();
    frames = state.frames();
    place = null;
    if (pending >= 0) {
      Page.cancel(pending);
      pending = -1;
      busy.end();
    }
    if (text.isEmpty() || newScene == null) {
      result = null;
      listener.found("", false);
      return;
    }
    busy.begin();
    pending =
        Page.later(
            TYPING_MILLIS,
            () -> {
              pending = -1;
              search(newScene);
              busy.end();
            });
  }

  private void search(Scene in) {
    try {
      Pattern wanted = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
      Search found = Search.of(in.spans(frames), Selection.all(in.timeline()), wanted);
      pattern = wanted;
      result = found;
      listener.found(Words.found(found), false);
    } catch (PatternSyntaxException e) {
      result = null;
      listener.found(Words.BAD_PATTERN, true);
    }
    navigation.refresh();
  }

  /** Searches for a text as it is. */
  public void searchFor(String text) {
    navigation.adjust(navigation.state().withSearch(quoted(text)));
  }

  /** Searches for a method alone. */
  public void onlyMethod(String qualifiedName) {
    String pattern = "^" + quoted(qualifiedName) + "$";
    if (pattern.length() > MOST_SEARCHED) {
      toasts.say(Words.NAME_TOO_LONG);
      return;
    }
    ViewState state = navigation.state();
    navigation.adjust(state.withMethod(qualifiedName).withSearch(pattern));
  }

  /** A text as a regular expression that matches it alone. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append("\\.[]{}()*+-?^$|".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return quoted.toString();
  }

  /** Goes to the next call or log entry that was found, or to the one before; goes round. */
  public void step(int by) {
    Scene in = scene;
    if (pending >= 0 && in != null) {
      // whoever types and presses Enter at once means what was typed
      Page.cancel(pending);
      pending = -1;
      search(in);
      busy.end();
    }
    Search found = result;
    Places to = places;
    if (found == null || in == null || to == null) {
      return;
    }
    if (tab == Tab.LOG) {
      log.step(by);
      return;
    }
    double end = in.all().endMicros() + 1;
    Place from = place;
    if (from == null) {
      double edge =
          by > 0 ? navigation.window().startMicros() - 1 : navigation.window().endMicros() + 1;
      from = Place.between(edge, in.markers().firstAtOrAfter(edge));
    }
    Place next = neighbour(in, found, from, by);
    if (next == null) {
      Place edge = Place.between(by > 0 ? -1 : end, by > 0 ? 0 : in.markers().size());
      next = neighbour(in, found, edge, by);
    }
    if (next == null) {
      stepThread(in, found, to, by);
      return;
    }
    place = next;
    if (next.marker() < 0) {
      to.showCall(next.thread(), next.row());
      int before = found.place(in.spans(frames), new Search.Hit(next.thread(), next.row()));
      listener.found(Words.foundAt(before + 1, found), false);
    } else {
      to.showMarker(next.marker());
      listener.found(Words.found(found), false);
    }
  }

  /** The nearest call or entry on that side; where both are equally near, the entry comes first. */
  private @Nullable Place neighbour(Scene in, Search found, Place from, int by) {
    Spans spans = in.spans(frames);
    Search.Hit hit =
        by > 0
            ? found.next(spans, from.micros(), from.thread(), from.depth())
            : found.previous(spans, from.micros(), from.thread(), from.depth());
    int marker =
        by > 0 ? found.markerFrom(from.nextMarker()) : found.markerBefore(from.previousMarker());
    double markerMicros = marker < 0 ? Double.NaN : in.timeline().markers().timeMicros(marker);
    if (hit == null) {
      return marker < 0 ? null : Place.ofEntry(markerMicros, marker);
    }
    SpanTable table = spans.spans(hit.thread());
    double start = table.startMicros(hit.row());
    boolean entryFirst = by > 0 ? markerMicros <= start : markerMicros > start;
    return entryFirst
        ? Place.ofEntry(markerMicros, marker)
        : new Place(
            start,
            hit.thread(),
            table.depth(hit.row()),
            hit.row(),
            -1,
            in.markers().firstAtOrAfter(by > 0 ? start + 1e-3 : start));
  }

  /** Where only names of threads match, one goes from track to track. */
  private void stepThread(Scene in, Search found, Places to, int by) {
    int threads = in.timeline().threads().size();
    int thread = to.currentTrack();
    for (int i = 0; i < threads; i++) {
      thread = Math.floorMod((thread < 0 && by < 0 ? 0 : thread) + by, threads);
      if (found.matchesThread(thread) && !in.activity().isEmpty(thread)) {
        to.showTrack(thread);
        return;
      }
    }
  }
}
