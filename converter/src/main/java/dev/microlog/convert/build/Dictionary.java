package dev.microlog.convert.build;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads, methods, frames and stacks of a chunk, as a source meets them. */
public final class Dictionary {
  /** More than an operating system has threads. */
  private static final double UNKNOWN_THREADS = 1e12;

  private final TimelineBuilder tables;
  private final Map<Double, Integer> threads = new HashMap<>();
  private final Map<Long, Long> osThreads = new HashMap<>();
  private final Map<String, String> classNames = new HashMap<>();

  Dictionary(TimelineBuilder tables) {
    this.tables = tables;
  }

  /**
   * The row of a thread.
   *
   * @param javaId 0 or less for a thread that is not Java's
   * @param osId of the operating system, 0 or less if it is not known
   */
  public int thread(
      long javaId, long osId, @Nullable String name, @Nullable String group, boolean virtual) {
    double id = javaId > 0 ? javaId : osId > 0 ? -(double) osId : 0;
    if (javaId > 0 && osId > 0 && !virtual) {
      osThreads.put(javaId, osId);
    }
    Integer known = threads.get(id);
    if (known == null) {
      known = tables.threads().add(id, nonNull(name), nonNull(group), virtual);
      threads.put(id, known);
    } else if (name != null && !name.isEmpty()) {
      tables.threads().name(known, name);
    }
    return known;
  }

  /** The operating system's ids of the Java threads that are not virtual, by their Java ids. */
  Map<Long, Long> osThreads() {
    return osThreads;
  }

  /** The row of a thread of which nothing is left but the key by which the chunk refers to it. */
  public int unknownThread(long key) {
    double id = -(UNKNOWN_THREADS + key % UNKNOWN_THREADS);
    return threads.computeIfAbsent(
        id, row -> tables.threads().add(id, "[unknown thread " + key + "]", "", false));
  }

  /** The row of the thread with that Java id; -1 if it has not been met. */
  int threadOf(double javaId) {
    return threads.getOrDefault(javaId, -1);
  }

  /** A name may be that of a native function: then its class is empty. */
  public int method(
      @Nullable String className, @Nullable String name, @Nullable String descriptor) {
    String type = className == null ? "" : readable(className);
    return tables.methods().intern(type, nonNull(name), nonNull(descriptor), MethodKind.YOURS);
  }

  /** The readable form of a class name as the JVM has it. */
  public String className(String jvmName) {
    return readable(jvmName);
  }

  /** The readable form of a class name, see {@link ClassNames#readable}. */
  String readable(String className) {
    return classNames.computeIfAbsent(className, ClassNames::readable);
  }

  public int frame(int method, int line, FrameKind kind) {
    return tables.frames().intern(method, line > 0 ? line : -1, kind);
  }

  /** The stack node of a frame below another node, or below none (-1). */
  public int push(int parent, int frame) {
    return tables.stacks().intern(parent, frame);
  }

  /** The class of a stack node's own frame; empty for a native function. */
  String classAt(int node) {
    int frame = tables.stacks().frame(node);
    return tables.methods().className(tables.frames().method(frame));
  }

  /** The node of the caller; -1 at a root. */
  int caller(int node) {
    return tables.stacks().parent(node);
  }

  /** The node below which stacks hang whose root was cut off. */
  public int truncatedRoot() {
    int method = method("", MethodTable.TRUNCATED, "");
    return push(-1, frame(method, -1, FrameKind.UNKNOWN));
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
