package dev.microlog.timeline;

/** Checks that every table makes when it is built. */
final class Rows {
  private Rows() {}

  /**
   * @throws IllegalArgumentException if a value is neither -1 nor a row of a table of that size
   */
  static void check(IntColumn column, int size, String what) {
    int[] values = column.values();
    int rows = column.size();
    for (int row = 0; row < rows; row++) {
      int value = values[row];
      if (value < -1 || value >= size) {
        throw new IllegalArgumentException("row " + row + ": no " + what + " " + value);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a value is not a row of a table of that size
   */
  static void checkPresent(IntColumn column, int size, String what) {
    int[] values = column.values();
    int rows = column.size();
    for (int row = 0; row < rows; row++) {
      int value = values[row];
      if (value < 0 || value >= size) {
        throw new IllegalArgumentException("row " + row + ": no " + what + " " + value);
      }
    }
  }
}
