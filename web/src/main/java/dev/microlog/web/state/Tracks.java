package dev.microlog.web.state;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which tracks are shown, and in which order; immutable.
 *
 * @param filter only tracks whose name contains it are shown
 * @param pinned tracks held at the top, by key
 * @param hidden tracks that are not shown, by key
 * @param toggled what is folded where it would be open, or open where folded, by key
 */
public record Tracks(
    Sort sort, String filter, Set<String> pinned, Set<String> hidden, Set<String> toggled) {

  /** As it is before someone chooses. */
  public static final Tracks DEFAULT = new Tracks(Sort.CPU, "", Set.of(), Set.of(), Set.of());

  public Tracks {
    pinned = new LinkedHashSet<>(pinned);
    hidden = new LinkedHashSet<>(hidden);
    toggled = new LinkedHashSet<>(toggled);
  }

  public Tracks withSort(Sort sort) {
    return new Tracks(sort, filter, pinned, hidden, toggled);
  }

  public Tracks withFilter(String filter) {
    return new Tracks(sort, filter, pinned, hidden, toggled);
  }

  public Tracks withPinned(String key, boolean on) {
    return new Tracks(sort, filter, changed(pinned, key, on), hidden, toggled);
  }

  public Tracks withHidden(String key, boolean on) {
    return new Tracks(sort, filter, pinned, changed(hidden, key, on), toggled);
  }

  public Tracks withAllShown() {
    return new Tracks(sort, "", pinned, Set.of(), toggled);
  }

  public Tracks withToggled(String key) {
    return new Tracks(sort, filter, pinned, hidden, changed(toggled, key, !toggled.contains(key)));
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
