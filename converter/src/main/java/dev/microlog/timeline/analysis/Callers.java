package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;

/** Which method of a stack to name to a person. */
public final class Callers {
  private Callers() {}

  /** The innermost method of yours; else the innermost of a library; else the last frame. */
  public static int blamed(Timeline timeline, int stack) {
    int ofLibrary = -1;
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      int method = timeline.methodAt(node);
      MethodKind kind = timeline.methods().kind(method);
      if (kind == MethodKind.YOURS) {
        return method;
      }
      if (kind == MethodKind.LIBRARY && ofLibrary < 0) {
        ofLibrary = method;
      }
    }
    return ofLibrary >= 0 || stack < 0 ? ofLibrary : timeline.methodAt(stack);
  }

  /** The method of the last frame, -1 for no stack. */
  public static int leaf(Timeline timeline, int stack) {
    return stack < 0 ? -1 : timeline.methodAt(stack);
  }
}
