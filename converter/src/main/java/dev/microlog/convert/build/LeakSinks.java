package dev.microlog.convert.build;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Descriptors that were never closed, and objects that outlived several collections. */
final class LeakSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;
  private final Dictionary dictionary;

  LeakSinks(TimelineBuilder tables, Dictionary dictionary) {
    this.tables = tables;
    this.dictionary = dictionary;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.OldObjectSample", (type, fields) -> oldObject(fields));
    factories.put("microlog.DescriptorLeak", (type, fields) -> descriptor(fields));
  }

  private EventSink oldObject(EventFields fields) {
    int object = fields.find("object");
    int allocated = fields.find("allocationTime");
    int age = fields.find("objectAge");
    int size = fields.find("objectSize");
    return event -> {
      String type = event.text(object);
      if (type == null) {
        return;
      }
      double time = event.number(allocated);
      double lived = event.number(age);
      double bytes = event.number(size);
      double at = Double.isNaN(time) ? event.startMicros() : time;
      tables
          .leaks()
          .add(
              LeakKind.OBJECT,
              tables.strings().intern(dictionary.readable(type)),
              -1,
              at < 0 ? -1 : Math.rint(at),
              1,
              bytes > 0 ? bytes : -1,
              lived >= 0 ? Math.rint(lived) : Math.max(0, Math.rint(event.startMicros() - at)),
              event.thread(),
              event.stack(),
              tables.strings().intern(event.referencePath(object)));
    };
  }

  private EventSink descriptor(EventFields fields) {
    int kind = fields.find("kind");
    int target = fields.find("target");
    int opened = fields.find("opened");
    int stack = fields.find("stack");
    return event -> {
      double time = event.number(opened);
      double at = Double.isNaN(time) ? event.startMicros() : time;
      tables
          .leaks()
          .add(
              LeakKind.DESCRIPTOR,
              tables.strings().intern(event.text(kind)),
              tables.strings().intern(event.text(target)),
              at < 0 ? -1 : Math.rint(at),
              1,
              -1,
              Math.max(0, Math.rint(event.startMicros() - at)),
              -1,
              stack(event.text(stack)),
              -1);
    };
  }

  /**
   * A node for a stack that was recorded as text, {@code class.method(File.java:12)} in each line,
   * the leaf first; -1 for no text.
   */
  private int stack(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return -1;
    }
    String[] lines = text.split("\n", -1);
    int node = -1;
    for (int i = lines.length - 1; i >= 0; i--) {
      String line = lines[i].trim();
      if (line.startsWith("at ")) {
        line = line.substring(3);
      }
      if (!line.isEmpty()) {
        node = dictionary.push(node, frame(line));
      }
    }
    return node;
  }

  private int frame(String line) {
    int open = line.indexOf('(');
    String qualified = open < 0 ? line : line.substring(0, open);
    int module = qualified.lastIndexOf('/');
    int dot = qualified.lastIndexOf('.');
    boolean hasModule =
        module >= 0 && module < dot && !qualified.substring(0, module).contains("$$");
    String type = dot < 0 ? "" : qualified.substring(hasModule ? module + 1 : 0, dot);
    int method = dictionary.method(type, qualified.substring(dot + 1), "");
    return dictionary.frame(method, line(line), FrameKind.UNKNOWN);
  }

  private static int line(String text) {
    int colon = text.lastIndexOf(':');
    int close = text.lastIndexOf(')');
    if (colon < 0 || close <= colon + 1 || close - colon > 8) {
      return -1;
    }
    int line = 0;
    for (int i = colon + 1; i < close; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      line = line * 10 + digit;
    }
    return line;
  }
}
