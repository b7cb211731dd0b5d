package dev.microlog.convert.direct;

import dev.microlog.convert.build.Dictionary;
import dev.microlog.convert.chunk.ChunkReader;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.TypeInfo;
import dev.microlog.timeline.FrameKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows and texts of constants; each is decoded once. A constant that is missing or makes no
 * sense is none: an event does not have to be lost with its stack.
 */
final class Resolver {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_FRAMES = 1 << 16;
  private static final int MAX_PATH = 200;
  private static final int NONE = -1;
  private static final int HIDDEN = -2;

  private final Constants constants;
  private final EventTypes types;
  private final Dictionary dictionary;
  private final LongIntMap threads = new LongIntMap();
  private final LongIntMap stacks = new LongIntMap();
  private final LongIntMap methods = new LongIntMap();
  private final Map<Long, FrameKind> frameKinds = new HashMap<>();
  private final StackPath path = new StackPath();

  Resolver(Constants constants, EventTypes types, Dictionary dictionary) {
    this.constants = constants;
    this.types = types;
    this.dictionary = dictionary;
  }

  int thread(long typeId, long key) {
    int known = threads.get(key);
    if (known == LongIntMap.NONE) {
      try {
        known = readThread(typeId, key);
      } catch (DamagedChunkException e) {
        known = NONE;
      }
      if (known == NONE && key > 0) {
        // What it did is worth keeping although its name is lost.
        known = dictionary.unknownThread(key);
      }
      threads.put(key, known);
    }
    return known;
  }

  private int readThread(long typeId, long key) throws DamagedChunkException {
    Constants.Pool pool = constants.pool(typeId);
    ChunkReader in = pool == null ? null : constants.at(pool, key);
    if (pool == null || in == null) {
      return NONE;
    }
    String osName = null;
    String javaName = null;
    String group = null;
    long osId = 0;
    long javaId = 0;
    boolean virtual = false;
    for (int i = 0; i < pool.layout.size(); i++) {
      Layout.Slot slot = pool.layout.slot(i);
      switch (slot.field().name()) {
        case "osName" -> osName = text(in, slot, 0);
        case "javaName" -> javaName = text(in, slot, 0);
        case "osThreadId" -> osId = in.longNumber();
        case "javaThreadId" -> javaId = in.longNumber();
        case "group" -> group = text(in, slot, 0);
        case "virtual" -> virtual = in.oneByte() != 0;
        default -> Layout.skip(in, slot);
      }
    }
    String name = javaName == null || (javaName.isEmpty() && !virtual) ? osName : javaName;
    return dictionary.thread(javaId, osId, name, group, virtual || "VirtualThreads".equals(group));
  }

  int stack(long typeId, long key) {
    int known = stacks.get(key);
    if (known == LongIntMap.NONE) {
      try {
        known = readStack(typeId, key);
      } catch (DamagedChunkException e) {
        known = NONE;
      }
      stacks.put(key, known);
    }
    return known;
  }

  private int readStack(long typeId, long key) throws DamagedChunkException {
    Constants.Pool pool = constants.pool(typeId);
    ChunkReader in = pool == null ? null : constants.at(pool, key);
    if (pool == null || in == null) {
      return NONE;
    }
    boolean truncated = false;
    for (int i = 0; i < pool.layout.size(); i++) {
      Layout.Slot slot = pool.layout.slot(i);
      if (slot.field().name().equals("truncated")) {
        truncated = in.oneByte() != 0;
      } else if (slot.field().name().equals("frames") && slot.form() == Layout.Form.STRUCT) {
        readFrames(in, slot.struct());
      } else {
        Layout.skip(in, slot);
      }
    }
    return path.node(truncated);
  }

  /** Reads frames, the leaf first, into {@link #path}. */
  private void readFrames(ChunkReader in, Layout layout) throws DamagedChunkException {
    int count = in.intNumber();
    if (count < 0 || count > in.remaining() || count > MAX_FRAMES) {
      throw new DamagedChunkException("a stack of " + count + " frames");
    }
    path.begin(count);
    int slots = layout.size();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < slots; j++) {
        Layout.Slot slot = layout.slot(j);
        switch (slot.role()) {
          case METHOD -> path.method(slot.field().typeId(), in.longNumber());
          case LINE -> path.line(in.intNumber());
          case KIND -> path.kind(frameKind(in, slot));
          case OTHER -> Layout.skip(in, slot);
        }
      }
      path.next();
    }
  }

  /**
   * The frames of a stack as they are written, the leaf first, and where all stacks so far went:
   * from the root on most of a stack has been met before, and is found by its hash.
   */
  private final class StackPath {
    private long[] methodKeys = new long[64];
    private int[] lines = new int[64];
    private FrameKind[] kinds = new FrameKind[64];
    private long[] hashes = new long[64];
    private int size;
    private int at;
    private long methodType;

    /** The last step of each way from a root that was met: frame, step before, stack node. */
    private final LongIntMap steps = new LongIntMap();

    private long[] stepKey = new long[1024];
    private int[] stepLine = new int[1024];
    private int[] stepBefore = new int[1024];
    private int[] stepNode = new int[1024];
    private int stepCount;

    void begin(int count) {
      if (count >= lines.length) {
        int length = Math.max(count + 1, 2 * lines.length);
        methodKeys = new long[length];
        lines = new int[length];
        kinds = new FrameKind[length];
        hashes = new long[length];
      }
      size = count;
      at = 0;
      clear();
    }

    private void clear() {
      methodKeys[at] = 0;
      lines[at] = -1;
      kinds[at] = FrameKind.UNKNOWN;
    }

    void method(long typeId, long key) {
      methodType = typeId;
      methodKeys[at] = key;
    }

    void line(int line) {
      lines[at] = line;
    }

    void kind(FrameKind kind) {
      kinds[at] = kind;
    }

    void next() {
      at++;
      clear();
    }

    /** The node of the stack, whose frames are read. */
    int node(boolean truncated) {
      int leaf = 0;
      while (leaf < size && shown(leaf) == HIDDEN) {
        leaf++;
      }
      int callers = Math.max(0, size - 1 - leaf);
      hash(truncated, callers);
      int depth = knownDepth(callers);
      int step = depth == 0 ? NONE : steps.get(hashes[depth]);
      if (depth > 0 && !isWay(step, depth)) {
        depth = 0;
        step = NONE;
      }
      int node = depth > 0 ? stepNode[step] : truncated ? dictionary.truncatedRoot() : NONE;
      for (; depth < callers; depth++) {
        int frame = size - 1 - depth;
        node = push(node, frame, FrameKind.UNKNOWN);
        step = addStep(hashes[depth + 1], frame, step, node);
      }
      if (leaf < size) {
        node = push(node, leaf, kinds[leaf]);
      }
      size = 0;
      return node;
    }

    /** The hash of the way from the root to each depth. */
    private void hash(boolean truncated, int callers) {
      long hash = truncated ? 1 : 2;
      for (int depth = 0; depth < callers; depth++) {
        int frame = size - 1 - depth;
        hash =
            (hash ^ (methodKeys[frame] * 0x9E3779B97F4A7C15L + lines[frame])) * 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 29;
        hashes[depth + 1] = hash;
      }
    }

    /** How far the way has been met; where a way was met all its beginnings were. */
    private int knownDepth(int callers) {
      int known = 0;
      int unknown = callers + 1;
      int probe = callers;
      while (unknown - known > 1) {
        if (steps.get(hashes[probe]) == LongIntMap.NONE) {
          unknown = probe;
        } else {
          known = probe;
        }
        probe = (known + unknown) >>> 1;
      }
      return known;
    }

    /** Whether the steps up to this one are the frames of this stack, and not only hashed alike. */
    private boolean isWay(int last, int depth) {
      int step = last;
      for (int frame = size - depth; frame < size; frame++) {
        if (step < 0 || stepKey[step] != methodKeys[frame] || stepLine[step] != lines[frame]) {
          return false;
        }
        step = stepBefore[step];
      }
      return step < 0;
    }

    private int addStep(long hash, int frame, int before, int node) {
      if (stepCount == stepKey.length) {
        stepKey = Arrays.copyOf(stepKey, 2 * stepCount);
        stepLine = Arrays.copyOf(stepLine, 2 * stepCount);
        stepBefore = Arrays.copyOf(stepBefore, 2 * stepCount);
        stepNode = Arrays.copyOf(stepNode, 2 * stepCount);
      }
      stepKey[stepCount] = methodKeys[frame];
      stepLine[stepCount] = lines[frame];
      stepBefore[stepCount] = before;
      stepNode[stepCount] = node;
      steps.putIfAbsent(hash, stepCount);
      return stepCount++;
    }

    private int push(int parent, int frame, FrameKind kind) {
      int method = shown(frame);
      return method == HIDDEN
          ? parent
          : dictionary.push(parent, dictionary.frame(method, lines[frame], kind));
    }

    private int shown(int frame) {
      int method = Resolver.this.method(methodType, methodKeys[frame]);
      return method == NONE ? dictionary.method(null, "[unknown]", null) : method;
    }
  }

  private FrameKind frameKind(ChunkReader in, Layout.Slot slot) throws DamagedChunkException {
    if (slot.form() != Layout.Form.POOL) {
      return frameKind(text(in, slot, 0));
    }
    long key = in.longNumber();
    FrameKind kind = frameKinds.get(key);
    if (kind == null) {
      kind = frameKind(constantText(slot.field().typeId(), key, 0));
      frameKinds.put(key, kind);
    }
    return kind;
  }

  /** The names that the JDK and async-profiler give. */
  private static FrameKind frameKind(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "Interpreted" -> FrameKind.INTERPRETED;
      case "JIT compiled", "C1 compiled" -> FrameKind.COMPILED;
      case "Inlined" -> FrameKind.INLINED;
      case "Native", "C++" -> FrameKind.NATIVE;
      case "Kernel" -> FrameKind.KERNEL;
      default -> FrameKind.UNKNOWN;
    };
  }

  private int method(long typeId, long key) {
    int known = methods.get(key);
    if (known == LongIntMap.NONE) {
      try {
        known = readMethod(typeId, key);
      } catch (DamagedChunkException e) {
        known = NONE;
      }
      methods.put(key, known);
    }
    return known;
  }

  private int readMethod(long typeId, long key) throws DamagedChunkException {
    Constants.Pool pool = constants.pool(typeId);
    ChunkReader in = pool == null ? null : constants.at(pool, key);
    if (pool == null || in == null) {
      return NONE;
    }
    String type = null;
    String name = null;
    String descriptor = null;
    for (int i = 0; i < pool.layout.size(); i++) {
      Layout.Slot slot = pool.layout.slot(i);
      switch (slot.field().name()) {
        case "type" -> type = text(in, slot, 0);
        case "name" -> name = text(in, slot, 0);
        case "descriptor" -> descriptor = text(in, slot, 0);
        case "hidden" -> {
          if (in.oneByte() != 0) {
            return HIDDEN;
          }
        }
        default -> Layout.skip(in, slot);
      }
    }
    return dictionary.method(type, name, descriptor);
  }

  /**
   * The text that stands for a value: itself, or the name or only field of a struct; null if it has
   * none. The reader is behind the value then.
   */
  @Nullable String text(ChunkReader in, Layout.Slot slot, int depth) throws DamagedChunkException {
    if (slot.field().array()) {
      Layout.skip(in, slot);
      return null;
    }
    return switch (slot.form()) {
      case TEXT -> inlineText(in, slot.field().typeId());
      case POOL -> constantText(slot.field().typeId(), in.longNumber(), depth);
      case STRUCT -> structText(in, slot.struct(), slot.field().typeId(), depth);
      default -> {
        Layout.skip(in, slot);
        yield null;
      }
    };
  }

  private @Nullable String inlineText(ChunkReader in, long stringTypeId)
      throws DamagedChunkException {
    int start = in.position();
    if (in.oneByte() == 2) {
      return constantText(stringTypeId, in.longNumber(), 0);
    }
    in.position(start);
    return in.text();
  }

  /** The text of a constant: decoded once, then kept. */
  @Nullable String constantText(long typeId, long key, int depth) throws DamagedChunkException {
    Constants.Pool pool = constants.pool(typeId);
    if (pool == null || depth > MAX_DEPTH) {
      return null;
    }
    String known = pool.text(key);
    if (known != null) {
      return known;
    }
    ChunkReader in = constants.at(pool, key);
    if (in == null) {
      return null;
    }
    String text =
        pool.type.name().equals("java.lang.String")
            ? in.text()
            : structText(in, pool.layout, typeId, depth + 1);
    if (text != null) {
      pool.put(key, text);
    }
    return text;
  }

  private @Nullable String structText(ChunkReader in, Layout layout, long typeId, int depth)
      throws DamagedChunkException {
    TypeInfo type = types.type(typeId);
    if (type == null || layout.size() == 0 || depth > MAX_DEPTH) {
      layout.skip(in);
      return null;
    }
    int wanted = layout.size() == 1 ? 0 : Math.max(type.indexOf("name"), type.indexOf("type"));
    String text = null;
    for (int i = 0; i < layout.size(); i++) {
      if (i == wanted) {
        text = text(in, layout.slot(i), depth + 1);
      } else {
        Layout.skip(in, layout.slot(i));
      }
    }
    return text;
  }

  /**
   * How an old object is reachable: its class, and for each referrer its class and the field or
   * element that refers, one a line.
   */
  @Nullable String referencePath(long objectTypeId, long objectKey) {
    StringBuilder path = new StringBuilder();
    long key = objectKey;
    try {
      for (int i = 0; i < MAX_PATH; i++) {
        Constants.Pool objects = constants.pool(objectTypeId);
        ChunkReader in = objects == null ? null : constants.at(objects, key);
        if (objects == null || in == null) {
          break;
        }
        long referrer = 0;
        long referrerType = 0;
        String type = null;
        for (int j = 0; j < objects.layout.size(); j++) {
          Layout.Slot slot = objects.layout.slot(j);
          if (slot.field().name().equals("type")) {
            type = text(in, slot, 0);
          } else if (slot.field().name().equals("referrer") && slot.form() == Layout.Form.POOL) {
            referrer = in.longNumber();
            referrerType = slot.field().typeId();
          } else {
            Layout.skip(in, slot);
          }
        }
        if (i > 0) {
          path.append('\n');
        }
        path.append(type == null ? "?" : dictionary.className(type));
        key = referrer == 0 ? 0 : referrer(referrerType, referrer, path);
        if (key == 0) {
          break;
        }
      }
    } catch (DamagedChunkException e) {
      path.append("\n?");
    }
    return path.length() == 0 ? null : path.toString();
  }

  /** Adds what refers, and finds the object that does: its key, or 0. */
  private long referrer(long typeId, long key, StringBuilder path) throws DamagedChunkException {
    Constants.Pool pool = constants.pool(typeId);
    ChunkReader in = pool == null ? null : constants.at(pool, key);
    if (pool == null || in == null) {
      return 0;
    }
    long object = 0;
    for (int i = 0; i < pool.layout.size(); i++) {
      Layout.Slot slot = pool.layout.slot(i);
      String name = slot.field().name();
      if (slot.form() != Layout.Form.POOL) {
        Layout.skip(in, slot);
        continue;
      }
      long value = in.longNumber();
      if (name.equals("object")) {
        object = value;
      } else if (name.equals("field") && value != 0) {
        String field = constantText(slot.field().typeId(), value, 0);
        path.append(field == null ? "" : " in field " + field);
      } else if (name.equals("array") && value != 0) {
        path.append(" in an array");
      }
    }
    return object;
  }
}
