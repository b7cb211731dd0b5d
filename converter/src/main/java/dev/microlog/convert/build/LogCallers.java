package dev.microlog.convert.build;

import java.util.HashMap;
import java.util.Map;

/**
 * Who printed or logged: the stack of an entry without the frames of the recorder and of the
 * logging framework, as {@code docs/EVENTS.md} says.
 */
final class LogCallers {
  private static final String[] PACKAGES = {
    "dev.microlog.bridge.capture.",
    "dev.microlog.bridge.event.",
    "java.util.logging.",
    "sun.util.logging.",
    "jdk.internal.logger.",
    "ch.qos.logback.",
    "org.apache.logging.",
    "org.slf4j."
  };

  private final Dictionary dictionary;
  private final Map<Integer, Integer> known = new HashMap<>();

  LogCallers(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The node of the caller; the same node where nothing else would remain. */
  int of(int node) {
    return node < 0 ? -1 : known.computeIfAbsent(node, this::find);
  }

  private int find(int leaf) {
    int node = leaf;
    while (node >= 0 && isLogging(dictionary.classAt(node))) {
      node = dictionary.caller(node);
    }
    return node < 0 ? leaf : node;
  }

  private static boolean isLogging(String className) {
    for (String prefix : PACKAGES) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return switch (className) {
      case "dev.microlog.Microlog",
          "dev.microlog.Span",
          "java.io.PrintStream",
          "java.io.OutputStreamWriter",
          "java.io.BufferedWriter",
          "java.io.Writer",
          "java.io.OutputStream",
          "java.io.FilterOutputStream",
          "sun.nio.cs.StreamEncoder" ->
          true;
      default -> false;
    };
  }
}
