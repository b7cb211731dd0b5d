package dev.microlog.convert.build;

import java.util.Arrays;

/**
 * Tells stacks of the recorder's own work, its start and its housekeeping, from those of the
 * program. The sinks, which run inside the program's calls, are the program's time.
 */
final class RecorderStacks {
  private static final String[] PREFIXES = {
    "dev.microlog.bridge.Agent", "dev.microlog.bridge.recorder.", "dev.microlog.bridge.weave."
  };

  private static final byte RECORDER = 1;
  private static final byte PROGRAM = 2;

  private final Dictionary dictionary;

  /** For each node that was met: {@link #RECORDER} or {@link #PROGRAM}, else 0. */
  private byte[] known = new byte[1024];

  RecorderStacks(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  boolean contains(int leaf) {
    if (leaf < 0) {
      return false;
    }
    if (leaf >= known.length) {
      known = Arrays.copyOf(known, Math.max(leaf + 1, 2 * known.length));
    }
    if (known[leaf] == 0) {
      known[leaf] = find(leaf) ? RECORDER : PROGRAM;
    }
    return known[leaf] == RECORDER;
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
