package dev.microlog.convert;

/** Is told how far a conversion has come, on the thread that called for it. */
@FunctionalInterface
public interface ConversionProgress {
  /** Does nothing. */
  ConversionProgress NONE = (doneBytes, totalBytes) -> {};

  /**
   * @param doneBytes of the recording, once unpacked
   * @param totalBytes of the recording, once unpacked
   */
  void at(long doneBytes, long totalBytes);
}
