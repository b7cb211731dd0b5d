package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Callers;
import dev.microlog.timeline.analysis.Packages;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.design.DesignClasses;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A library, or an area of the JDK, that a recording shows to matter. What counts is time that a
 * program pays for: on a processor, in I/O, blocked by a monitor, loading classes; a pool's thread
 * that waits for work is not its library's time.
 *
 * @param total time in it and in what it called, in µs
 * @param self time in its own methods, and in the basics of the JDK that they used, in µs
 * @param share of {@code self} in all that was counted, from 0 to 1
 * @param method its method with most time of its own, a row of the method table
 * @param caller the method of yours on whose behalf most of it was spent; -1 if none is known
 * @param thread where the method was seen first, a row of the thread table
 * @param startMicros when the method was seen first
 */
public record LibraryTip(
    Library library,
    double total,
    double self,
    double share,
    int method,
    int caller,
    int thread,
    double startMicros) {

  /** The libraries that were seen in a selection, the one with most time of its own first. */
  public static List<LibraryTip> of(Spans spans, Selection selection, List<Library> libraries) {
    return new Maker(spans, selection, libraries).make();
  }

  private static final class Maker {
    private final Timeline timeline;
    private final List<Library> libraries;
    private final double[] weights;
    private final int[] threads;
    private final double[] starts;
    private final int[] libraryOf;
    private final int networking;
    private final boolean[] isOfRecorder;
    private final double[] socketWeights;
    private double all;

    Maker(Spans spans, Selection selection, List<Library> libraries) {
      timeline = spans.timeline();
      this.libraries = libraries;
      weights = new double[timeline.stacks().size()];
      threads = new int[weights.length];
      starts = new double[weights.length];
      socketWeights = new double[weights.length];
      libraryOf = match();
      networking = networking();
      isOfRecorder = ofRecorder();
      SampleTable samples = timeline.samples();
      for (int row = 0; row < samples.size(); row++) {
        if (selection.has(samples.thread(row)) && selection.has(samples.timeMicros(row))) {
          double cpu = spans.cpuTime().micros(row);
          add(samples.stack(row), cpu, samples.thread(row), samples.timeMicros(row));
        }
      }
      WaitTable waits = timeline.waits();
      for (int row = 0; row < waits.size(); row++) {
        if (isPaidFor(waits.kind(row)) && selection.has(waits.thread(row))) {
          double micros = selection.overlap(waits.startMicros(row), waits.endMicros(row));
          add(waits.stack(row), micros, waits.thread(row), waits.startMicros(row));
          boolean isSocket =
              waits.kind(row) == WaitKind.SOCKET_READ || waits.kind(row) == WaitKind.SOCKET_WRITE;
          if (isSocket && waits.stack(row) >= 0) {
            socketWeights[waits.stack(row)] += micros;
          }
        }
      }
    }

    private static boolean isPaidFor(WaitKind kind) {
      return kind.isIo()
          || kind == WaitKind.MONITOR
          || kind == WaitKind.CLASS_LOAD
          || kind == WaitKind.PINNED;
    }

    private void add(int stack, double micros, int thread, double start) {
      if (stack < 0 || micros <= 0) {
        return;
      }
      if (weights[stack] == 0 || start < starts[stack]) {
        threads[stack] = thread;
        starts[stack] = start;
      }
      weights[stack] += micros;
    }

    List<LibraryTip> make() {
      int count = libraries.size();
      double[] total = new double[count];
      double[] self = new double[count];
      double[] ofMethod = new double[libraryOf.length];
      int[] seen = new int[count];
      Arrays.fill(seen, -1);
      for (int stack = 0; stack < weights.length; stack++) {
        if (weights[stack] > 0 && !isOfRecorder[stack]) {
          all += weights[stack];
          int blamed = owner(stack);
          // a stream over a socket waits for the network
          boolean ofJdk =
              blamed >= 0 && timeline.methods().kind(methodAt(blamed)) == MethodKind.JDK;
          double ofNetwork = ofJdk && networking >= 0 ? socketWeights[stack] : 0;
          if (blamed >= 0) {
            self[libraryOf[methodAt(blamed)]] += weights[stack] - ofNetwork;
            ofMethod[methodAt(blamed)] += weights[stack];
          }
          for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
            int library = libraryOf[methodAt(node)];
            if (library >= 0 && seen[library] != stack) {
              seen[library] = stack;
              total[library] += weights[stack];
            }
          }
          if (ofNetwork > 0) {
            self[networking] += ofNetwork;
            total[networking] += seen[networking] == stack ? 0 : ofNetwork;
          }
        }
      }
      List<LibraryTip> tips = new ArrayList<>();
      for (int library = 0; library < count; library++) {
        if (total[library] > 0) {
          tips.add(tip(library, total[library], self[library], ofMethod));
        }
      }
      tips.sort(
          Comparator.comparingDouble((LibraryTip tip) -> -tip.self())
              .thenComparingDouble(tip -> -tip.total())
              .thenComparing(tip -> tip.library().name()));
      return tips;
    }

    /** The library that sockets belong to; -1 if the data has none. */
    private int networking() {
      for (int library = 0; library < libraries.size(); library++) {
        if (libraries.get(library).prefixes().contains("java.net")) {
          return library;
        }
      }
      return -1;
    }

    private int methodAt(int stack) {
      return timeline.methodAt(stack);
    }

    /** The innermost node of a library; -1 if the program's own code, or nothing, comes first. */
    private int owner(int stack) {
      for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
        int method = methodAt(node);
        if (libraryOf[method] >= 0) {
          return node;
        }
        if (timeline.methods().kind(method) == MethodKind.YOURS) {
          return -1;
        }
      }
      return -1;
    }

    /** For each stack whether the recorder itself made it. */
    private boolean[] ofRecorder() {
      StackTable stacks = timeline.stacks();
      boolean[] found = new boolean[stacks.size()];
      for (int node = 0; node < found.length; node++) {
        int parent = stacks.parent(node);
        found[node] =
            (parent >= 0 && found[parent])
                || DesignClasses.isRecorder(timeline.methods().className(methodAt(node)));
      }
      return found;
    }

    /** With the places of the method that took most time. */
    private LibraryTip tip(int library, double total, double self, double[] ofMethod) {
      double[] ofCaller = new double[libraryOf.length];
      int method = -1;
      int place = -1;
      int caller = -1;
      for (int stack = 0; stack < weights.length; stack++) {
        int node = weights[stack] > 0 && !isOfRecorder[stack] ? innermost(stack, library) : -1;
        if (node < 0) {
          continue;
        }
        int found = methodAt(node);
        boolean heavier = method < 0 || ofMethod[found] > ofMethod[method];
        boolean earlier = method == found && starts[stack] < starts[place];
        if (heavier || earlier) {
          method = found;
          place = stack;
        }
        int blamed = Callers.blamed(timeline, stack);
        if (timeline.methods().kind(blamed) == MethodKind.YOURS) {
          ofCaller[blamed] += weights[stack];
          caller = caller < 0 || ofCaller[blamed] > ofCaller[caller] ? blamed : caller;
        }
      }
      return new LibraryTip(
          libraries.get(library),
          total,
          self,
          all > 0 ? self / all : 0,
          method,
          caller,
          threads[Math.max(0, place)],
          starts[Math.max(0, place)]);
    }

    private int innermost(int stack, int library) {
      for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
        if (libraryOf[methodAt(node)] == library) {
          return node;
        }
      }
      return -1;
    }

    /** A prefix is a package, or a class with what is nested in it. */
    private static boolean covers(String prefix, String type) {
      return Packages.encloses(prefix, type)
          || (type.length() > prefix.length()
              && type.charAt(prefix.length()) == '$'
              && type.startsWith(prefix));
    }

    /** For each method its library, that with the longest prefix; -1 for none. */
    private int[] match() {
      MethodTable methods = timeline.methods();
      int[] found = new int[methods.size()];
      for (int method = 0; method < found.length; method++) {
        String type = methods.className(method);
        int longest = 0;
        found[method] = -1;
        for (int library = 0; library < libraries.size(); library++) {
          for (String prefix : libraries.get(library).prefixes()) {
            if (prefix.length() > longest && covers(prefix, type)) {
              longest = prefix.length();
              found[method] = library;
            }
          }
        }
      }
      return found;
    }
  }
}
