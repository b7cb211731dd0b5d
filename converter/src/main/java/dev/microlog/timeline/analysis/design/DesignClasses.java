package dev.microlog.timeline.analysis.design;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.NodeWeights;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which class of the design each node of the method tree belongs to, and who called it. */
public final class DesignClasses {
  /** Nothing to show: the recorder's own, or a frame that calls the program back. */
  static final int NONE = -1;

  private static final List<String> RECORDER =
      List.of(
          "dev.microlog.bridge.",
          "dev.microlog.Microlog",
          "dev.microlog.Span",
          "dev.microlog.RunningRecording",
          "jdk.jfr.",
          "jdk.internal.event.");

  /**
   * A class.
   *
   * @param name without the numbers of lambdas and of anonymous classes
   */
  record Type(String name, String packageName, MethodKind kind) {}

  private final Timeline timeline;
  private final MethodTree tree;
  private final NodeWeights weights;
  private final List<Type> types = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();

  /** By text of the class name: a place in the list of types, or -1 for the recorder's. */
  private final Map<Integer, Integer> typeOfString = new HashMap<>();

  /** Whether there is a program: else the JDK is all there is, and is shown as if it were one. */
  private final boolean isProgram;

  /** A place in the list of types, or {@link #NONE}. */
  final int[] type;

  /** The nearest node above that belongs to a class; -1 for none. */
  final int[] caller;

  /**
   * @param onlyMine leave out what is not the program's own
   */
  DesignClasses(Spans spans, NodeWeights weights, boolean onlyMine) {
    timeline = spans.timeline();
    tree = spans.tree();
    this.weights = weights;
    type = new int[tree.size()];
    caller = new int[tree.size()];
    boolean[] reaches = reachesProgram();
    boolean any = false;
    for (boolean each : reaches) {
      any |= each;
    }
    isProgram = any;
    boolean[] inRecorder = new boolean[tree.size()];
    for (int node = 0; node < type.length; node++) {
      int parent = tree.parent(node);
      int above = parent < 0 ? -1 : type[parent] >= 0 ? parent : caller[parent];
      boolean recorded = parent >= 0 && inRecorder[parent];
      caller[node] = above;
      type[node] = NONE;
      inRecorder[node] = recorded;
      int method = tree.method(node);
      if (weights.total(node) <= 0 || method < 0 || isTruncation(method)) {
        continue;
      }
      int own = typeOf(method);
      MethodKind kind = timeline.methods().kind(method);
      if (onlyMine && kind != MethodKind.YOURS) {
        continue;
      }
      if (own < 0) {
        inRecorder[node] = true;
      } else if (kind != MethodKind.JDK || !isProgram) {
        inRecorder[node] = false;
        type[node] = own;
      } else if (!reaches[node] && above >= 0 && !recorded) {
        // what the program entered the JDK by stands for all that happens inside
        boolean inside = types.get(type[above]).kind() == MethodKind.JDK;
        type[node] = inside ? type[above] : own;
      }
    }
  }

  /** Whether a class belongs to what makes the recording. */
  public static boolean isRecorder(String className) {
    for (String start : RECORDER) {
      if (className.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  List<Type> types() {
    return types;
  }

  /** Whether a call is one from the JDK to itself, of which nothing is shown. */
  boolean isInside(int node) {
    int above = caller[node];
    return isProgram
        && above >= 0
        && types.get(type[above]).kind() == MethodKind.JDK
        && types.get(type[node]).kind() == MethodKind.JDK;
  }

  /** For each node whether it, or one below it, is the program's own or a library's. */
  private boolean[] reachesProgram() {
    boolean[] reaches = new boolean[tree.size()];
    for (int node = reaches.length - 1; node >= 0; node--) {
      int method = tree.method(node);
      if (!reaches[node] && method >= 0 && weights.total(node) > 0 && !isTruncation(method)) {
        reaches[node] = timeline.methods().kind(method) != MethodKind.JDK && typeOf(method) != NONE;
      }
      int parent = tree.parent(node);
      if (reaches[node] && parent >= 0) {
        reaches[parent] = true;
      }
    }
    return reaches;
  }

  private boolean isTruncation(int method) {
    return timeline.methods().name(method).equals(MethodTable.TRUNCATED);
  }

  private int typeOf(int method) {
    return typeOfString.computeIfAbsent(
        timeline.methods().classNameString(method), text -> newType(method));
  }

  private int newType(int method) {
    String full = timeline.methods().className(method);
    if (isRecorder(full)) {
      return NONE;
    }
    String name = full.isEmpty() ? "native code" : withoutNumbers(full);
    Integer known = index.get(name);
    if (known == null) {
      int dot = name.lastIndexOf('.');
      known = types.size();
      types.add(
          new Type(name, dot < 0 ? "" : name.substring(0, dot), timeline.methods().kind(method)));
      index.put(name, known);
    }
    return known;
  }

  /** {@code a.Shop} for {@code a.Shop$1}, {@code a.Shop$$Lambda/0x0123} and {@code a.Shop$$7}. */
  static String withoutNumbers(String name) {
    int start = name.lastIndexOf('.') + 1;
    int end = name.length();
    int slash = name.indexOf('/');
    end = slash > start ? slash : end;
    int generated = name.indexOf("$$", start + 1);
    end = generated > start ? Math.min(end, generated) : end;
    int cut = end;
    while (cut > start && name.charAt(cut - 1) >= '0' && name.charAt(cut - 1) <= '9') {
      cut--;
    }
    if (cut < end && cut - 1 > start && name.charAt(cut - 1) == '$') {
      end = cut - 1;
    }
    return name.substring(0, end);
  }
}
