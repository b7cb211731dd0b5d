package dev.microlog.timeline.codec;

/** Is told what each column of a segment takes, so that the next byte to save is known. */
@FunctionalInterface
public interface ColumnObserver {
  /**
   * Takes a column that was just encoded.
   *
   * @param tag of its section
   * @param column the name of the column
   * @param bytes what was written, not compressed
   */
  void encoded(int tag, String column, byte[] bytes);
}
