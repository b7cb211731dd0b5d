package dev.microlog.timeline;

import java.util.Arrays;

/**
 * Finds the row with the given values in up to three int columns: an open-addressing hash table of
 * rows. Rows that were added without it are indexed when it is next asked.
 */
final class RowIndex {
  private final IntColumn a;
  private final IntColumn b;
  private final IntColumn c;
  private int[] slots = new int[32];
  private int indexed;

  /** With two columns, give one of them twice. */
  RowIndex(IntColumn a, IntColumn b, IntColumn c) {
    this.a = a;
    this.b = b;
    this.c = c;
    Arrays.fill(slots, -1);
  }

  /**
   * The first row with these values; or -1, and then the caller adds a row with them now, which is
   * indexed already.
   */
  int findOrAdd(int x, int y, int z) {
    catchUp();
    if (indexed * 2 >= slots.length) {
      grow();
    }
    int slot = slot(x, y, z);
    int row = slots[slot];
    if (row < 0) {
      slots[slot] = indexed++;
    }
    return row;
  }

  private void catchUp() {
    while (indexed < a.size()) {
      if (indexed * 2 >= slots.length) {
        grow();
      }
      int slot = slot(a.get(indexed), b.get(indexed), c.get(indexed));
      if (slots[slot] < 0) {
        slots[slot] = indexed;
      }
      indexed++;
    }
  }

  private void grow() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, -1);
    for (int row = 0; row < indexed; row++) {
      int slot = slot(a.get(row), b.get(row), c.get(row));
      if (slots[slot] < 0) {
        slots[slot] = row;
      }
    }
  }

  /** The slot that holds the row with these values, or the free one where it belongs. */
  private int slot(int x, int y, int z) {
    int mask = slots.length - 1;
    int hash = (x * 0x9E3779B1 + y) * 0x85EBCA6B + z * 0xC2B2AE35;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] >= 0) {
      int row = slots[slot];
      if (a.get(row) == x && b.get(row) == y && c.get(row) == z) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
