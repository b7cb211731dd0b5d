package dev.microlog.convert.jmc;

import dev.microlog.convert.build.Dictionary;
import dev.microlog.timeline.FrameKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCThreadGroup;
import org.openjdk.jmc.common.IMCType;

/**
 * Rows for the parser's threads and stacks. Within a chunk the parser has one object for each
 * constant, so its identity is the key, and each stack is taken apart once.
 */
final class JmcDictionary {
  private static final int HIDDEN = -1;

  private static final Map<IMCFrame.Type, FrameKind> KINDS =
      Map.of(
          IMCFrame.Type.INTERPRETED, FrameKind.INTERPRETED,
          IMCFrame.Type.JIT_COMPILED, FrameKind.COMPILED,
          IMCFrame.Type.INLINED, FrameKind.INLINED,
          IMCFrame.Type.NATIVE, FrameKind.NATIVE,
          IMCFrame.Type.CPP, FrameKind.NATIVE,
          IMCFrame.Type.KERNEL, FrameKind.KERNEL);

  private final Dictionary dictionary;
  private final IdentityHashMap<IMCThread, Integer> threads = new IdentityHashMap<>();
  private final IdentityHashMap<IMCStackTrace, Integer> stacks = new IdentityHashMap<>();
  private final IdentityHashMap<IMCMethod, Integer> methods = new IdentityHashMap<>();

  JmcDictionary(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  int thread(@Nullable Object value) {
    if (!(value instanceof IMCThread thread)) {
      return -1;
    }
    Integer known = threads.get(thread);
    if (known == null) {
      known = add(thread);
      threads.put(thread, known);
    }
    return known;
  }

  private int add(IMCThread thread) {
    Long javaId = thread.getThreadId();
    IMCThreadGroup group = thread.getThreadGroup();
    String groupName = group == null ? null : group.getName();
    // The parser shows the operating system's id nowhere else.
    long osId = thread.hashCode() & 0xFFFFFFFFL;
    return dictionary.thread(
        javaId == null ? 0 : javaId,
        osId,
        thread.getThreadName(),
        groupName,
        "VirtualThreads".equals(groupName));
  }

  int stack(@Nullable Object value) {
    if (!(value instanceof IMCStackTrace stack)) {
      return -1;
    }
    Integer known = stacks.get(stack);
    if (known == null) {
      known = add(stack);
      stacks.put(stack, known);
    }
    return known;
  }

  private int add(IMCStackTrace stack) {
    List<? extends IMCFrame> frames = stack.getFrames();
    int node = stack.getTruncationState().isTruncated() ? dictionary.truncatedRoot() : -1;
    int leaf = 0;
    while (leaf < frames.size() && method(frames.get(leaf).getMethod()) == HIDDEN) {
      leaf++;
    }
    for (int i = frames.size() - 1; i >= 0; i--) {
      IMCFrame frame = frames.get(i);
      int method = method(frame.getMethod());
      if (method != HIDDEN) {
        Integer line = frame.getFrameLineNumber();
        FrameKind kind = i == leaf ? kind(frame.getType()) : FrameKind.UNKNOWN;
        int row = dictionary.frame(method, line == null ? -1 : line, kind);
        node = dictionary.push(node, row);
      }
    }
    return node;
  }

  private int method(IMCMethod method) {
    Integer known = methods.get(method);
    if (known == null) {
      known = add(method);
      methods.put(method, known);
    }
    return known;
  }

  private int add(IMCMethod method) {
    if (Boolean.TRUE.equals(method.isHidden())) {
      return HIDDEN;
    }
    IMCType type = method.getType();
    return dictionary.method(
        type == null ? null : type.getFullName(),
        method.getMethodName(),
        method.getFormalDescriptor());
  }

  private static FrameKind kind(IMCFrame.@Nullable Type type) {
    return type == null ? FrameKind.UNKNOWN : KINDS.getOrDefault(type, FrameKind.UNKNOWN);
  }
}
