package dev.microlog.convert.direct;

import java.util.Arrays;

/** From long keys to ints that are not {@link #NONE}: open addressing, no boxes. */
final class LongIntMap {
  static final int NONE = Integer.MIN_VALUE;

  private long[] keys = new long[32];
  private int[] values = filled(32);
  private int size;

  private static int[] filled(int length) {
    int[] values = new int[length];
    Arrays.fill(values, NONE);
    return values;
  }

  int get(long key) {
    return values[slot(key)];
  }

  /** Keeps the first value of a key. */
  void putIfAbsent(long key, int value) {
    int slot = slot(key);
    if (values[slot] == NONE) {
      put(slot, key, value);
    }
  }

  void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] == NONE) {
      put(slot, key, value);
    } else {
      values[slot] = value;
    }
  }

  private void put(int slot, long key, int value) {
    keys[slot] = key;
    values[slot] = value;
    size++;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = filled(oldKeys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 40) & mask;
    while (values[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
