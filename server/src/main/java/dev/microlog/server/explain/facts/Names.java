package dev.microlog.server.explain.facts;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a timeline's methods, threads and stacks, made plain. */
public final class Names {
  private static final int LONGEST = 120;
  private static final List<String> RECORDER =
      List.of("dev.microlog.bridge.", "jdk.jfr.internal.", "jdk.jfr.events.");
  private static final Pattern LAMBDA = Pattern.compile("(.*)\\.lambda\\$(.+)\\$\\d+");

  private final Timeline timeline;
  private final MethodTable methods;

  Names(Timeline timeline) {
    this.timeline = timeline;
    this.methods = timeline.methods();
  }

  /** {@code com.acme.Shop.checkout}; empty for -1. */
  public String qualified(int method) {
    return method < 0 ? "" : Plain.line(methods.qualifiedName(method), LONGEST);
  }

  /**
   * {@code Shop.checkout} for code of the program, the whole name for what it did not write; {@code
   * lambda in Shop.checkout} for a lambda.
   */
  public String brief(int method) {
    if (method < 0) {
      return "";
    }
    String name =
        methods.kind(method) == MethodKind.YOURS
            ? Plain.line(methods.shortName(method), LONGEST)
            : qualified(method);
    Matcher lambda = LAMBDA.matcher(name);
    if (!lambda.matches()) {
      return name;
    }
    String in =
        switch (lambda.group(2)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> lambda.group(2);
        };
    return "lambda in " + lambda.group(1) + "." + in;
  }

  /** Whether a method is a lambda's body, which is better known by what it calls. */
  boolean isLambda(int method) {
    return method >= 0 && methods.name(method).startsWith("lambda$");
  }

  public String thread(int thread) {
    return thread < 0 ? "" : Plain.line(timeline.threads().displayName(thread), 60);
  }

  /** Whether a method is the recorder's, not the program's. */
  boolean isRecorder(int method) {
    return method >= 0 && RECORDER.stream().anyMatch(methods.className(method)::startsWith);
  }

  /** Whether a stack is in the recorder's code. */
  boolean isRecording(int stack) {
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      if (isRecorder(timeline.methodAt(node))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The deepest method of the program itself in a stack; if there is none, the deepest of a
   * library; or -1.
   */
  int own(int stack) {
    return ownBelow(stack, -1);
  }

  /** The same, but for a method that is passed over: who called it. */
  int ownBelow(int stack, int passed) {
    StackTable stacks = timeline.stacks();
    int library = -1;
    for (int node = stack; node >= 0; node = stacks.parent(node)) {
      int method = timeline.methodAt(node);
      MethodKind kind = methods.kind(method);
      if (method == passed || isRecorder(method)) {
        continue;
      }
      if (kind == MethodKind.YOURS) {
        return method;
      }
      if (kind == MethodKind.LIBRARY && library < 0) {
        library = method;
      }
    }
    return library;
  }

  /** {@code Pace.sleep:43}, and the program's own method that called it, if there is one. */
  String ownWithCaller(int stack) {
    String where = ownWithLine(stack);
    int own = own(stack);
    int caller = own < 0 ? -1 : ownBelow(stack, own);
    boolean telling = caller >= 0 && methods.kind(caller) == MethodKind.YOURS;
    return telling ? where + " for " + brief(caller) : where;
  }

  /**
   * What the deepest own method of a stack called, as {@code FutureTask.get}; empty if that method
   * is the last one, or there is none.
   */
  String entry(int stack) {
    int own = own(stack);
    int called = -1;
    for (int node = stack; own >= 0 && node >= 0; node = timeline.stacks().parent(node)) {
      int method = timeline.methodAt(node);
      if (method == own) {
        return called < 0 ? "" : Plain.line(methods.shortName(called), LONGEST);
      }
      called = method;
    }
    return "";
  }

  /** The method of a stack's last frame, -1 for no stack. */
  int leaf(int stack) {
    return stack < 0 ? -1 : timeline.methodAt(stack);
  }

  /** {@code Shop.checkout:14}: the own method with its line, or empty. */
  String ownWithLine(int stack) {
    int own = own(stack);
    for (int node = stack; own >= 0 && node >= 0; node = timeline.stacks().parent(node)) {
      if (timeline.methodAt(node) == own) {
        int line = timeline.frames().line(timeline.stacks().frame(node));
        return brief(own) + (line > 0 ? ":" + line : "");
      }
    }
    return "";
  }
}
