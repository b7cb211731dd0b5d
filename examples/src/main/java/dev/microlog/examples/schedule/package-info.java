/**
 * A program with a known schedule: it writes down what it really did, so that a recording of it can
 * be compared with the truth.
 *
 * <p>{@link dev.microlog.examples.schedule.Schedule} is the main class; {@link
 * dev.microlog.examples.schedule.Diary} describes the file that it writes.
 */
@NullMarked
package dev.microlog.examples.schedule;

import org.jspecify.annotations.NullMarked;
