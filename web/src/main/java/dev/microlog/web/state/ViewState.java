package dev.microlog.web.state;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks at; immutable. All of it is in the address, so a reload and a shared link
 * show the same.
 *
 * @param app application of the recording; empty if none is chosen
 * @param id of the recording
 * @param window the visible stretch of time; null for all of it
 * @param selection the selected stretch; null for none
 * @param call the selected call; null for none
 * @param search the regular expression in the search field
 * @param packages the packages that are the program's own; empty for those that were detected
 * @param method the method that butterfly and "only this method" are about, by its qualified name;
 *     empty for none
 * @param compare what to compare with: {@code app/id}, or a range {@code start-end}; empty for
 *     nothing
 */
public record ViewState(
    String app,
    String id,
    Tab tab,
    @Nullable Range window,
    @Nullable Range selection,
    @Nullable Call call,
    String search,
    Frames frames,
    List<String> packages,
    Mode mode,
    PanelTab panel,
    Tracks tracks,
    String method,
    String compare) {

  /** Nothing chosen. */
  public static final ViewState EMPTY =
      new ViewState(
          "",
          "",
          Tab.TIMELINE,
          null,
          null,
          null,
          "",
          Frames.ALL,
          List.of(),
          Mode.WALL,
          PanelTab.FLAME,
          Tracks.DEFAULT,
          "",
          "");

  public ViewState {
    packages = List.copyOf(packages);
  }

  /** A state that is being changed: the one place that knows all parts. */
  private static final class Draft {
    private String app;
    private String id;
    private Tab tab;
    private @Nullable Range window;
    private @Nullable Range selection;
    private @Nullable Call call;
    private String search;
    private Frames frames;
    private List<String> packages;
    private Mode mode;
    private PanelTab panel;
    private Tracks tracks;
    private String method;
    private String compare;

    Draft(ViewState from) {
      app = from.app;
      id = from.id;
      tab = from.tab;
      window = from.window;
      selection = from.selection;
      call = from.call;
      search = from.search;
      frames = from.frames;
      packages = from.packages;
      mode = from.mode;
      panel = from.panel;
      tracks = from.tracks;
      method = from.method;
      compare = from.compare;
    }

    ViewState done() {
      return new ViewState(
          app, id, tab, window, selection, call, search, frames, packages, mode, panel, tracks,
          method, compare);
    }
  }

  public boolean hasRecording() {
    return !app.isEmpty() && !id.isEmpty();
  }

  public boolean isSameRecording(ViewState other) {
    return app.equals(other.app) && id.equals(other.id);
  }

  /** Another recording, from its beginning; the tab, the search and "only my code" stay. */
  public ViewState withRecording(String app, String id) {
    Draft draft = new Draft(EMPTY);
    draft.app = app;
    draft.id = id;
    draft.tab = tab;
    draft.search = search;
    draft.frames = Frames.ALL.withOnlyMine(onlyMine());
    draft.mode = mode;
    draft.panel = panel;
    draft.tracks = Tracks.DEFAULT.withSort(tracks.sort());
    return draft.done();
  }

  public ViewState withTab(Tab tab) {
    Draft draft = new Draft(this);
    draft.tab = tab;
    return draft.done();
  }

  public ViewState withWindow(@Nullable Range window) {
    Draft draft = new Draft(this);
    draft.window = window;
    return draft.done();
  }

  public ViewState withSelection(@Nullable Range selection) {
    Draft draft = new Draft(this);
    draft.selection = selection;
    return draft.done();
  }

  public ViewState withCall(@Nullable Call call) {
    Draft draft = new Draft(this);
    draft.call = call;
    return draft.done();
  }

  public ViewState withSearch(String search) {
    Draft draft = new Draft(this);
    draft.search = search;
    return draft.done();
  }

  /** Other frames; a call is selected by its depth, which means something else then. */
  public ViewState withFrames(Frames frames) {
    Draft draft = new Draft(this);
    draft.frames = frames;
    draft.call = frames.equals(this.frames) ? call : null;
    return draft.done();
  }

  public ViewState withOnlyMine(boolean onlyMine) {
    return withFrames(frames.withOnlyMine(onlyMine));
  }

  public ViewState withPackages(List<String> packages) {
    Draft draft = new Draft(this);
    draft.packages = packages;
    draft.call = onlyMine() ? null : call;
    return draft.done();
  }

  public ViewState withMode(Mode mode) {
    Draft draft = new Draft(this);
    draft.mode = mode;
    return draft.done();
  }

  public ViewState withPanel(PanelTab panel) {
    Draft draft = new Draft(this);
    draft.panel = panel;
    return draft.done();
  }

  public ViewState withTracks(Tracks tracks) {
    Draft draft = new Draft(this);
    draft.tracks = tracks;
    return draft.done();
  }

  public ViewState withMethod(String method) {
    Draft draft = new Draft(this);
    draft.method = method;
    return draft.done();
  }

  public ViewState withCompare(String compare) {
    Draft draft = new Draft(this);
    draft.compare = compare;
    return draft.done();
  }

  // Shorthands

  public boolean onlyMine() {
    return frames.onlyMine();
  }

  public Sort sort() {
    return tracks.sort();
  }

  public String threadFilter() {
    return tracks.filter();
  }

  public Set<String> pinned() {
    return tracks.pinned();
  }

  public Set<String> hidden() {
    return tracks.hidden();
  }

  public Set<String> toggled() {
    return tracks.toggled();
  }

  public ViewState withSort(Sort sort) {
    return withTracks(tracks.withSort(sort));
  }

  public ViewState withThreadFilter(String filter) {
    return withTracks(tracks.withFilter(filter));
  }

  public ViewState withPinned(String key, boolean on) {
    return withTracks(tracks.withPinned(key, on));
  }

  public ViewState withHidden(String key, boolean on) {
    return withTracks(tracks.withHidden(key, on));
  }

  public ViewState withAllShown() {
    return withTracks(tracks.withAllShown());
  }

  public ViewState withToggled(String key) {
    return withTracks(tracks.withToggled(key));
  }
}
