package dev.microlog.convert.build;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells stacks of the recorder's own work, its start and its housekeeping, from those of the
 * program. The sinks, which run inside the program's calls, are the program's time.
 */
final class RecorderStacks {
  private static final String[] PREFIXES = {
    "dev.microlog.bridge.Agent", "dev.microlog.bridge.recorder.", "dev.microlog.bridge.weave."
  };

  private final Dictionary dictionary;
  private final Map<Integer, Boolean> known = new HashMap<>();

  RecorderStacks(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  boolean contains(int leaf) {
    return leaf >= 0 && known.computeIfAbsent(leaf, this::find);
  }

  private boolean find(int leaf) {
    for (int node = leaf; node >= 0; node = dictionary.caller(node)) {
      String type = dictionary.classAt(node);
      for (String prefix : PREFIXES) {
        if (type.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }
}
