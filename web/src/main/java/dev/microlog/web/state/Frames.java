package dev.microlog.web.state;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which frames of the stacks are looked at; immutable. Methods are written by their qualified name,
 * which stands for all that are called so.
 *
 * @param onlyMine whether frames of JDK and libraries are folded away
 * @param recursionCollapsed whether a method that calls itself is one call
 * @param focus nothing but calls of this method is shown; empty for everything
 * @param merged methods that are left out, their time counts for their callers
 * @param dropped methods that are left out with all that happened in their calls
 */
public record Frames(
    boolean onlyMine,
    boolean recursionCollapsed,
    String focus,
    Set<String> merged,
    Set<String> dropped) {

  /** Every frame. */
  public static final Frames ALL = new Frames(false, false, "", Set.of(), Set.of());

  public Frames {
    merged = new LinkedHashSet<>(merged);
    dropped = new LinkedHashSet<>(dropped);
  }

  public Frames withOnlyMine(boolean onlyMine) {
    return new Frames(onlyMine, recursionCollapsed, focus, merged, dropped);
  }

  public Frames withRecursionCollapsed(boolean recursionCollapsed) {
    return new Frames(onlyMine, recursionCollapsed, focus, merged, dropped);
  }

  public Frames withFocus(String focus) {
    return new Frames(onlyMine, recursionCollapsed, focus, merged, dropped);
  }

  public Frames withMerged(String method, boolean on) {
    return new Frames(onlyMine, recursionCollapsed, focus, changed(merged, method, on), dropped);
  }

  public Frames withDropped(String method, boolean on) {
    return new Frames(onlyMine, recursionCollapsed, focus, merged, changed(dropped, method, on));
  }

  private static Set<String> changed(Set<String> methods, String method, boolean on) {
    Set<String> changed = new LinkedHashSet<>(methods);
    if (on) {
      changed.add(method);
    } else {
      changed.remove(method);
    }
    return changed;
  }
}
