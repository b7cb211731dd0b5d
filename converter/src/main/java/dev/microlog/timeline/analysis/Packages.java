package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of packages: which are yours, and what belongs to one. */
public final class Packages {
  private static final int MOST = 12;

  private Packages() {}

  /** Whether one of these packages is, or encloses, the package of that name. */
  public static boolean contain(List<String> packages, String name) {
    for (String candidate : packages) {
      if (encloses(candidate, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code outer} is {@code name} or encloses it; the empty text encloses only itself. */
  public static boolean encloses(String outer, String name) {
    return name.equals(outer)
        || (!outer.isEmpty()
            && name.length() > outer.length()
            && name.charAt(outer.length()) == '.'
            && name.startsWith(outer));
  }

  /**
   * The packages that the program's own code seems to live in, the one with most methods first:
   * what {@link MethodKind#YOURS} marks, cut to two names ({@code com.acme}), or one where there is
   * no more.
   */
  public static List<String> detect(Timeline timeline) {
    MethodTable methods = timeline.methods();
    Map<String, Integer> counts = new TreeMap<>();
    for (int method = 0; method < methods.size(); method++) {
      if (methods.kind(method) == MethodKind.YOURS) {
        counts.merge(prefix(methods.packageName(method), 2), 1, Integer::sum);
      }
    }
    List<String> packages = new ArrayList<>(counts.keySet());
    packages.sort(Comparator.comparingInt((String name) -> -counts.getOrDefault(name, 0)));
    return List.copyOf(packages.subList(0, Math.min(MOST, packages.size())));
  }

  /**
   * The same recording, in which the program's own code is what lies in these packages, whatever
   * was detected.
   */
  public static Timeline withYours(Timeline timeline, List<String> packages) {
    MethodTable methods = timeline.methods();
    return timeline.withMethods(
        methods.withYours(method -> contain(packages, methods.packageName(method))));
  }

  /** The first names of a package: {@code prefix("com.acme.shop", 2)} is {@code com.acme}. */
  public static String prefix(String name, int names) {
    int end = -1;
    for (int i = 0; i < names; i++) {
      end = name.indexOf('.', end + 1);
      if (end < 0) {
        return name;
      }
    }
    return name.substring(0, end);
  }
}
