package dev.microlog.web.page;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Packages;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Guard;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Busy;
import dev.microlog.web.widget.Theme;
import dev.microlog.web.widget.Tip;
import dev.microlog.web.widget.Toasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page: holds the view state, hands it to the views, and takes what they want to change.
 *
 * <p>There is one way a change takes: a view calls {@link #go}, {@link #move} or {@link #adjust}
 * with a new state, the address is written, and every view is shown the new state.
 */
public final class App {
  /** What is longer has no place in an address. */
  private static final int MOST_SEARCHED = 2000;

  private static final String PACKAGES = "packages.";

  /** So long one piece of work in the background may take. */
  private static final double SLICE_MILLIS = 8;

  private final Busy busy = new Busy();
  private final Embedded embedded = new Embedded();
  private final Address address = new Address(busy, embedded.isPresent(), this::stepped);
  private final Toasts toasts = new Toasts();
  private final Tip tip = new Tip();
  private final Theme theme = new Theme(this::sceneChanged);
  private final Recordings recordings = new Recordings(busy, embedded);
  private final List<View> views = new ArrayList<>();
  private final Element main = Element.of("main", "main");
  private final Element page = Element.of("div", "page");
  private final Loader loader;
  private final Searching searching = new Searching(this);
  private final Sources sources = new Sources(this::sceneChanged);
  private @Nullable TimelineView timelineView;
  private ViewState state = ViewState.EMPTY;
  private int logPlace = -1;
  private String question = "";
  private @Nullable Timeline timeline;
  private @Nullable Subject subject;
  private @Nullable Scene scene;
  private boolean lookingForFindings;

  private App() {
    loader = new Loader(this, busy, embedded);
  }

  /** Builds the page and shows what the address says. */
  public static void start() {
    new App().open();
  }

  private void open() {
    busy.begin();
    Guard.reportTo(what -> toasts.error(Words.defect(what)));
    Header header = new Header(this);
    searching.onResult(header::found);
    Sidebar sidebar = new Sidebar(this);
    views.add(header);
    views.add(sidebar);
    views.add(loader);
    TimelineView timeline = new TimelineView(this);
    timelineView = timeline;
    views.add(timeline);
    views.add(new DesignView(this, timeline));
    views.add(new LogView(this));
    views.add(new ExplanationView(this));
    views.add(new TipsView(this, timeline));
    page.add(header.element(), sidebar.element(), main);
    for (View view : views.subList(2, views.size())) {
      main.add(view.element());
    }
    page.toggleClass("bare", embedded.isPresent());
    // nothing is taken away: an exported page carries its recording in the body
    Page.body().add(page, toasts.element(), tip.element());
    Page.on("popstate", input -> restore());
    Page.on("keydown", this::key);
    recordings.onChange(this::recordingsChanged);
    restore();
    recordings.start();
    busy.end();
  }

  // What views ask for

  public ViewState state() {
    return state;
  }

  @Nullable Scene scene() {
    return scene;
  }

  Busy busy() {
    return busy;
  }

  Theme theme() {
    return theme;
  }

  Tip tip() {
    return tip;
  }

  Toasts toasts() {
    return toasts;
  }

  Recordings recordings() {
    return recordings;
  }

  Embedded embedded() {
    return embedded;
  }

  Sources sources() {
    return sources;
  }

  /** What the search field found; null while it is empty or wrong. */
  @Nullable Search search() {
    return searching.result();
  }

  Searching searching() {
    return searching;
  }

  String url(ViewState state) {
    return address.url(state);
  }

  /** The visible stretch of time. */
  Range window() {
    Range window = state.window();
    return window != null ? window : scene == null ? new Range(0, 1000) : scene.all();
  }

  // What views want to change

  /** A step that one can go back from. */
  void go(ViewState next) {
    if (!next.equals(state)) {
      address.push(next);
      set(next);
    }
  }

  /** Other frames of the stacks; the selected call, which is found by its depth, is let go. */
  void goFrames(Frames frames) {
    go(state.withFrames(frames));
  }

  /** Other packages as the program's own; kept for this application in this browser. */
  void goPackages(List<String> packages) {
    Page.store(PACKAGES + state.app(), String.join(" ", packages));
    go(state.withPackages(packages));
  }

  private void stepped() {
    if (timelineView != null) {
      timelineView.showSteps();
    }
  }

  boolean canUndo() {
    return address.canUndo();
  }

  boolean canRedo() {
    return address.canRedo();
  }

  /** Takes the last step back, which is what the browser's own button does. */
  void undo() {
    if (canUndo()) {
      Page.back();
    }
  }

  void redo() {
    if (canRedo()) {
      Page.forward();
    }
  }

  /** A change of the window while a person moves; the end of the movement is a step. */
  void move(Range wanted) {
    if (scene == null) {
      return;
    }
    Range limited = wanted.within(scene.all());
    ViewState next = state.withWindow(limited.equals(scene.all()) ? null : limited);
    if (!next.equals(state)) {
      address.moving(next);
      set(next);
    }
  }

  /** A change that is no step, as what is typed into a field. */
  void adjust(ViewState next) {
    if (!next.equals(state)) {
      address.replace(next);
      set(next);
    }
  }

  /** Brings a stretch of time into view, with air around it, on the timeline. */
  void reveal(Range range) {
    go(revealed(state, range).withTab(Tab.TIMELINE));
  }

  /** The state in which a stretch of time is well in view: nothing changes if it is already. */
  ViewState revealed(ViewState from, Range range) {
    Range window = window();
    boolean inside =
        window.contains(range.startMicros())
            && window.contains(range.endMicros())
            && range.durationMicros() > window.durationMicros() / 60;
    if (inside || scene == null) {
      return from;
    }
    Range wide =
        Range.between(range.startMicros(), Math.max(range.endMicros(), range.startMicros() + 200))
            .widened(1.5);
    return from.withWindow(wide.within(scene.all()));
  }

  void openRecording(String app, String id) {
    go(state.withRecording(app, id));
  }

  /** Puts a text on the clipboard. */
  void copy(String text) {
    Page.copy(text, () -> toasts.say(Words.COPIED), () -> toasts.error(Words.NOT_COPIED));
  }

  /** Searches for a method alone. */
  void onlyMethod(String qualifiedName) {
    String pattern = "^" + quoted(qualifiedName) + "$";
    if (pattern.length() > MOST_SEARCHED) {
      toasts.say(Words.NAME_TOO_LONG);
      return;
    }
    adjust(state.withMethod(qualifiedName).withSearch(pattern));
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

  /** Shows a call on the timeline. */
  void showCall(int thread, int row) {
    TimelineView view = timelineView;
    if (view != null) {
      view.jumpTo(thread, row);
    }
  }

  /** Shows a thread's track on the timeline. */
  void showTrack(int thread) {
    TimelineView view = timelineView;
    if (view != null) {
      go(state.withTab(Tab.TIMELINE));
      view.showTrack(thread);
    }
  }

  /** The thread whose track has the keyboard, -1 for none. */
  int currentTrack() {
    TimelineView view = timelineView;
    return view == null ? -1 : view.currentTrack();
  }

  /** Shows an entry of the log on the timeline. */
  void showMarker(int row) {
    Scene current = scene;
    TimelineView view = timelineView;
    if (current == null || view == null) {
      return;
    }
    double at = current.timeline().markers().timeMicros(row);
    ViewState next = state.withTab(Tab.TIMELINE);
    if (!window().contains(at)) {
      Range window = window();
      next = next.withWindow(window.moved(at - window.middleMicros()).within(current.all()));
    }
    go(next);
    view.showMarker(row);
  }

  /** Which entry the log shall show when it is opened. */
  void logPlace(int row) {
    logPlace = row;
  }

  int logPlace() {
    return logPlace;
  }

  /** Searches for a text as it is. */
  void searchFor(String text) {
    adjust(state.withSearch(quoted(text)));
  }

  /** Saves the recording as it is in the store. */
  void download() {
    if (state.hasRecording() && !embedded.isPresent()) {
      Page.download(
          Api.recording(state.app(), state.id()) + ".microlog",
          state.app() + "-" + state.id() + ".microlog");
    }
  }

  /** Saves the recording, or the selected range, as one page that needs no server. */
  void exportHtml() {
    if (!state.hasRecording() || embedded.isPresent()) {
      return;
    }
    Range range = state.selection();
    String part =
        range == null
            ? ""
            : "&from="
                + Format.fixed(range.startMicros() / 1e6, 6)
                + "s&to="
                + Format.fixed(range.endMicros() / 1e6, 6)
                + "s";
    Page.download(
        Api.part(state.app(), state.id(), "export?format=html" + part),
        state.app() + "-" + state.id() + (range == null ? ".html" : ".part.html"));
  }

  /** The question that was asked for elsewhere, once. */
  String takeQuestion() {
    String taken = question;
    question = "";
    return taken;
  }

  /**
   * What an explanation is asked for.
   *
   * @param thread row of the thread table, -1 for all threads
   * @param method row of the method table, -1 for all that happened
   */
  record Subject(Range range, int thread, int method) {}

  /** Asks for an explanation of a stretch of time. */
  void explain(String asked, double from, double to) {
    explain(asked, from, to, -1, -1);
  }

  /** The same for one thread, or for a call of a method. */
  void explain(String asked, double from, double to, int thread, int method) {
    question = asked;
    Range range = Range.between(from, Math.max(to, from + 1));
    subject = new Subject(range, thread, method);
    go(state.withSelection(range).withTab(Tab.EXPLANATION));
  }

  /** Asks for an explanation of what is selected, or of what is in view. */
  void explainShown() {
    Range selected = state.selection();
    Range range = selected == null ? window() : selected;
    explain(Words.EXPLAIN_RANGE, range.startMicros(), range.endMicros());
  }

  /** What was asked for last, as long as it is what is selected. */
  @Nullable Subject subject() {
    Subject last = subject;
    return last != null && last.range().equals(state.selection()) ? last : null;
  }

  private void restore() {
    set(address.read());
  }

  private void set(ViewState wanted) {
    ViewState before = state;
    ViewState next = wanted;
    if (!next.isSameRecording(before)) {
      next = withKeptPackages(next);
      state = next;
      timeline = null;
      scene = null;
      loader.load(next);
    }
    state = next;
    if (!next.packages().equals(before.packages())) {
      scene = makeScene();
    }
    searching.update(scene, next);
    for (View view : views) {
      view.show(next, before);
    }
  }

  // What happens to the page

  /** The timeline of the chosen recording is there, or grew. */
  void loaded(Timeline loaded) {
    timeline = loaded;
    scene = makeScene();
    sceneChanged();
  }

  private @Nullable Scene makeScene() {
    Timeline loaded = timeline;
    if (loaded == null) {
      return null;
    }
    List<String> packages = state.packages();
    return new Scene(packages.isEmpty() ? loaded : Packages.withYours(loaded, packages));
  }

  /** The packages that were chosen here before for that application, if the address has none. */
  private static ViewState withKeptPackages(ViewState opened) {
    String kept = Page.stored(PACKAGES + opened.app()).trim();
    return kept.isEmpty() || !opened.packages().isEmpty() || !opened.hasRecording()
        ? opened
        : opened.withPackages(List.of(kept.split(" ")));
  }

  /**
   * Looks for findings once the timeline was painted, in slices of {@value #SLICE_MILLIS} ms, so
   * that the page stays quick meanwhile.
   */
  void lookForFindings() {
    Scene current = scene;
    if (!lookingForFindings && current != null && current.knownFindings() == null) {
      lookingForFindings = true;
      busy.begin();
      Page.later(0, () -> lookForFindings(current));
    }
  }

  private void lookForFindings(Scene in) {
    double until = Page.now() + SLICE_MILLIS;
    boolean more = in == scene;
    while (more && Page.now() < until) {
      more = in.lookForFindings();
    }
    if (more) {
      Page.later(0, () -> lookForFindings(in));
      return;
    }
    lookingForFindings = false;
    if (in == scene) {
      for (View view : views) {
        view.show(state, state);
      }
    } else {
      lookForFindings();
    }
    busy.end();
  }

  /** The search has ended. */
  void searched() {
    for (View view : views) {
      view.show(state, state);
    }
  }

  private void sceneChanged() {
    searching.update(scene, state);
    for (View view : views) {
      view.sceneChanged();
    }
  }

  private void recordingsChanged() {
    if (!state.hasRecording() && !recordings.entries().isEmpty()) {
      var newest = recordings.newest();
      address.replace(state.withRecording(newest.app(), newest.id()));
      set(state.withRecording(newest.app(), newest.id()));
    }
    loader.recordingsChanged();
    for (View view : views) {
      view.show(state, state);
    }
  }

  private void key(Input input) {
    String pressed = input.key().toLowerCase(Locale.ROOT);
    if (input.control() && (pressed.equals("p") || pressed.equals("k"))) {
      input.preventDefault();
      CommandPalette.open(this);
      return;
    }
    if (input.key().equals("?") && !input.isInField()) {
      Help.open();
      return;
    }
    for (View view : views) {
      if (view instanceof KeyListener listener && listener.key(input)) {
        input.preventDefault();
        return;
      }
    }
  }

  /** A view that hears the keyboard, wherever the focus is. */
  interface KeyListener {
    /** Whether the key meant something here. */
    boolean key(Input input);
  }
}
