package dev.microlog.convert.chunk;

/**
 * A field of a type.
 *
 * @param typeId of its values
 * @param pool whether the value is the key of a constant
 * @param array whether there are any number of values
 * @param quantity what the annotations say a number counts
 */
public record FieldInfo(String name, long typeId, boolean pool, boolean array, Quantity quantity) {

  /** What a number counts, and in which unit. */
  public enum Quantity {
    PLAIN,
    TICKS_TIMESPAN,
    NANOS_TIMESPAN,
    MICROS_TIMESPAN,
    MILLIS_TIMESPAN,
    SECONDS_TIMESPAN,
    TICKS_TIMESTAMP,
    MILLIS_TIMESTAMP,
    BITS
  }
}
