package dev.microlog.web.state;

import java.util.LinkedHashSet;
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
 * @param onlyMine whether frames of JDK and libraries are folded away
 * @param threadFilter only tracks whose name contains it are shown
 * @param method the method that butterfly, focus and "only this method" are about, by its qualified
 *     name; empty for none
 * @param pinned tracks held at the top, by key
 * @param hidden tracks that are not shown, by key
 * @param toggled tracks that are folded where they would be open, or open where folded, by key
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
    boolean onlyMine,
    Mode mode,
    PanelTab panel,
    Sort sort,
    String threadFilter,
    String method,
    Set<String> pinned,
    Set<String> hidden,
    Set<String> toggled,
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
          false,
          Mode.WALL,
          PanelTab.FLAME,
          Sort.CPU,
          "",
          "",
          Set.of(),
          Set.of(),
          Set.of(),
          "");

  public ViewState {
    pinned = new LinkedHashSet<>(pinned);
    hidden = new LinkedHashSet<>(hidden);
    toggled = new LinkedHashSet<>(toggled);
  }

  public boolean hasRecording() {
    return !app.isEmpty() && !id.isEmpty();
  }

  public boolean isSameRecording(ViewState other) {
    return app.equals(other.app) && id.equals(other.id);
  }

  /** Another recording, from its beginning; the tab and the search stay. */
  public ViewState withRecording(String app, String id) {
    return new ViewState(
        app, id, tab, null, null, null, search, onlyMine, mode, panel, sort, "", "", Set.of(),
        Set.of(), Set.of(), "");
  }

  public ViewState withTab(Tab tab) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withWindow(@Nullable Range window) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withSelection(@Nullable Range selection) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withCall(@Nullable Call call) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withSearch(String search) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withOnlyMine(boolean onlyMine) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withMode(Mode mode) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  public ViewState withPanel(PanelTab panel) {
    return copy(tab, window, selection, call, search, onlyMine, mode, panel);
  }

  private ViewState copy(
      Tab tab,
      @Nullable Range window,
      @Nullable Range selection,
      @Nullable Call call,
      String search,
      boolean onlyMine,
      Mode mode,
      PanelTab panel) {
    return new ViewState(
        app,
        id,
        tab,
        window,
        selection,
        call,
        search,
        onlyMine,
        mode,
        panel,
        sort,
        threadFilter,
        method,
        pinned,
        hidden,
        toggled,
        compare);
  }

  public ViewState withSort(Sort sort) {
    return withTracks(sort, threadFilter, pinned, hidden, toggled);
  }

  public ViewState withThreadFilter(String threadFilter) {
    return withTracks(sort, threadFilter, pinned, hidden, toggled);
  }

  public ViewState withPinned(String key, boolean on) {
    return withTracks(sort, threadFilter, changed(pinned, key, on), hidden, toggled);
  }

  public ViewState withHidden(String key, boolean on) {
    return withTracks(sort, threadFilter, pinned, changed(hidden, key, on), toggled);
  }

  public ViewState withAllShown() {
    return withTracks(sort, "", pinned, Set.of(), toggled);
  }

  public ViewState withToggled(String key) {
    return withTracks(
        sort, threadFilter, pinned, hidden, changed(toggled, key, !toggled.contains(key)));
  }

  private ViewState withTracks(
      Sort sort, String threadFilter, Set<String> pinned, Set<String> hidden, Set<String> toggled) {
    return new ViewState(
        app,
        id,
        tab,
        window,
        selection,
        call,
        search,
        onlyMine,
        mode,
        panel,
        sort,
        threadFilter,
        method,
        pinned,
        hidden,
        toggled,
        compare);
  }

  public ViewState withMethod(String method) {
    return new ViewState(
        app,
        id,
        tab,
        window,
        selection,
        call,
        search,
        onlyMine,
        mode,
        panel,
        sort,
        threadFilter,
        method,
        pinned,
        hidden,
        toggled,
        compare);
  }

  public ViewState withCompare(String compare) {
    return new ViewState(
        app,
        id,
        tab,
        window,
        selection,
        call,
        search,
        onlyMine,
        mode,
        panel,
        sort,
        threadFilter,
        method,
        pinned,
        hidden,
        toggled,
        compare);
  }

  private static Set<String> changed(Set<String> keys, String key, boolean on) {
    Set<String> changed = new LinkedHashSet<>(keys);
    if (on) {
      changed.add(key);
    } else {
      changed.remove(key);
    }
    return changed;
  }
}
