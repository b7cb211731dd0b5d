package dev.microlog.convert.build;

import org.jspecify.annotations.Nullable;

/**
 * One event, as a source shows it to a sink: valid during the call only. Fields are numbered as in
 * the {@link EventFields} that the sink was made with; field -1 is absent.
 *
 * <p>All times are µs since the start of the recording, and may have a fraction.
 */
public interface Event {
  double startMicros();

  /** 0 for an event without duration. */
  double durationMicros();

  /** The thread on which the event was committed, a row of the chunk's threads; -1 if none. */
  int thread();

  /** The event's stack trace, a node of the chunk's stacks; -1 if none. */
  int stack();

  /**
   * A number in the unit of its kind: µs for a duration, µs since the recording's start for a point
   * in time, bytes, a ratio from 0 to 1, 0 and 1 for a flag, hertz. NaN if it is absent.
   */
  double number(int field);

  /** No number that means anything is as large; a larger one is absent. */
  double MAX_NUMBER = 4e15;

  /** A text, or the name of a class as the JVM has it; null if it is absent. */
  @Nullable String text(int field);

  /** A thread, as a row; -1 if it is absent. */
  int thread(int field);

  /** How a sampled old object is reachable, one reference a line; null if it is absent. */
  @Nullable String referencePath(int field);
}
