package dev.microlog.timeline.codec;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Columns whose values come together, as the kind, the stack and the lock of a wait do: first the
 * combinations that occur, then for each row which one it has.
 *
 * <pre>
 *   rows                       combinations          rows as written
 *   PARK  7  Queue             PARK  7  Queue        1
 *   PARK  7  Queue             SLEEP 9  -            2
 *   SLEEP 9  -                 PARK  8  Latch        1
 *   PARK  8  Latch                                   0
 * </pre>
 *
 * <p>Those that come more than once stand first, the most frequent before the others; a row has the
 * place of its combination, counted from 1. The others follow in the order of their rows, which all
 * have 0: the next of them. Values are rows of tables, -1 or small numbers.
 */
final class Combined {
  private final int rows;
  private final int[][] columns;
  private final int[] combination;
  private int[] first = new int[16];
  private int[] count = new int[16];
  private int size;

  private Combined(int rows, IntUnaryOperator[] columns) {
    this.rows = rows;
    this.columns = new int[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      this.columns[i] = Columns.values(rows, columns[i]);
    }
    combination = new int[rows];
    find();
  }

  static void write(BytesWriter out, int rows, IntUnaryOperator... columns) {
    new Combined(rows, columns).write(out);
  }

  /** Finds for each row the first that has the same values. */
  private void find() {
    int[] slots = new int[Integer.highestOneBit(Math.max(8, rows)) * 4];
    Arrays.fill(slots, -1);
    for (int row = 0; row < rows; row++) {
      int hash = 0;
      for (int[] column : columns) {
        hash = (hash + column[row]) * 0x9E3779B1;
        hash ^= hash >>> 15;
      }
      int slot = hash & (slots.length - 1);
      while (slots[slot] >= 0 && !same(first[slots[slot]], row)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] < 0) {
        slots[slot] = add(row);
      }
      combination[row] = slots[slot];
      count[combination[row]]++;
    }
  }

  private boolean same(int row, int other) {
    for (int[] column : columns) {
      if (column[row] != column[other]) {
        return false;
      }
    }
    return true;
  }

  private int add(int row) {
    if (size == first.length) {
      first = Arrays.copyOf(first, size * 2);
      count = Arrays.copyOf(count, size * 2);
    }
    first[size] = row;
    return size++;
  }

  private void write(BytesWriter out) {
    int repeated = 0;
    Integer[] order = new Integer[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      repeated += count[i] > 1 ? 1 : 0;
    }
    // stable: combinations of the same count stay in the order of their first rows
    Arrays.sort(order, (a, b) -> Integer.compare(count[b], count[a]));
    int[] place = new int[size];
    for (int i = 0; i < repeated; i++) {
      place[order[i]] = i + 1;
    }
    out.count(size);
    out.count(repeated);
    for (int[] column : columns) {
      Columns.referenceSteps(out, size, i -> column[first[order[i]]]);
    }
    if (size > 1) {
      for (int row = 0; row < rows; row++) {
        out.count(place[combination[row]]);
      }
    }
  }

  /**
   * Reads columns.
   *
   * @param sizes for each column, what its values are less than
   * @return for each column its values
   */
  static int[][] read(BytesReader in, int rows, int... sizes) throws MalformedTimelineException {
    Read read = readPlaces(in, rows, sizes);
    int[][] columns = new int[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      columns[i] = read.column(i);
    }
    return columns;
  }

  /** The same, as it was written. */
  static Read readPlaces(BytesReader in, int rows, int... sizes) throws MalformedTimelineException {
    int size = in.rowCount();
    int repeated = in.count();
    if (size > rows || repeated > size || (size == 0 && rows > 0)) {
      throw new MalformedTimelineException(
          size + " combinations of " + rows + " rows, " + repeated + " of them repeated");
    }
    int[][] values = new int[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      values[i] = Columns.referenceSteps(in, size, sizes[i]);
    }
    int[] place = new int[rows];
    if (size > 1) {
      in.counts(place);
      place(place, size, repeated);
    }
    return new Read(place, values);
  }

  /** Columns as they were written. */
  static final class Read {
    private final int[] place;
    private final int[][] values;

    Read(int[] place, int[][] values) {
      this.place = place;
      this.values = values;
    }

    /** For each row its combination, from 0. */
    int[] places() {
      return place;
    }

    /** The values of a column in each combination. */
    int[] values(int index) {
      return values[index];
    }

    /** The values of the rows. */
    int[] column(int index) {
      int[] ofPlace = values[index];
      int[] column = new int[place.length];
      if (ofPlace.length == 1) {
        Columns.fill(column, 0, column.length, ofPlace[0]);
      } else {
        for (int row = 0; row < column.length; row++) {
          column[row] = ofPlace[place[row]];
        }
      }
      return column;
    }
  }

  /** Turns codes as they were written into places. */
  private static void place(int[] codes, int size, int repeated) throws MalformedTimelineException {
    int next = repeated;
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code > repeated || (code == 0 && next == size)) {
        throw new MalformedTimelineException("combination " + code + " of " + repeated);
      }
      codes[row] = code == 0 ? next++ : code - 1;
    }
  }
}
