package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.WaitKind;

/**
 * Tells frames that are the call that blocks, and so end with the wait, from frames that made it.
 * Newer JDKs leave the former out of the stacks of some events ({@code jdk.jfr.internal.event}
 * stack filters), so the last frame of a sleep may be {@code Thread.sleep} or the method that
 * called it.
 */
final class BlockingCalls {
  private static final WaitKind[] KINDS = WaitKind.values();

  private final MethodTable methods;

  /** By kind and method: 0 not known yet, 1 no, 2 yes. */
  private final byte[][] known = new byte[KINDS.length][];

  BlockingCalls(MethodTable methods) {
    this.methods = methods;
  }

  /** Whether the method is part of what blocks in waits of that kind. */
  boolean isOwn(WaitKind kind, int method) {
    byte[] ofKind = known[kind.ordinal()];
    if (ofKind == null) {
      ofKind = new byte[methods.size()];
      known[kind.ordinal()] = ofKind;
    }
    if (ofKind[method] == 0) {
      ofKind[method] = (byte) (blocks(kind, methods.className(method)) ? 2 : 1);
    }
    return ofKind[method] == 2;
  }

  private static boolean blocks(WaitKind kind, String type) {
    return switch (kind) {
      case SLEEP -> isThread(type);
      case PARK ->
          isThread(type)
              || type.equals("jdk.internal.misc.Unsafe")
              || type.equals("sun.misc.Unsafe")
              || type.equals("java.util.concurrent.locks.LockSupport")
              || type.startsWith("jdk.internal.vm.");
      case WAIT -> type.equals("java.lang.Object");
      case SOCKET_READ, SOCKET_WRITE ->
          type.startsWith("sun.nio.ch.") || type.startsWith("java.net.");
      case FILE_READ, FILE_WRITE ->
          type.startsWith("sun.nio.ch.")
              || type.equals("java.io.FileInputStream")
              || type.equals("java.io.FileOutputStream")
              || type.equals("java.io.RandomAccessFile");
      case MONITOR, CLASS_LOAD, PINNED -> false;
    };
  }

  private static boolean isThread(String type) {
    return type.equals("java.lang.Thread")
        || type.equals("java.lang.VirtualThread")
        || type.equals("java.lang.System$2");
  }
}
