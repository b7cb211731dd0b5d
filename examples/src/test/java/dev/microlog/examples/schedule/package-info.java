/**
 * Compares recordings of a program whose schedule is known with what it really did.
 *
 * <p>Begin with {@link dev.microlog.examples.schedule.Accuracy}, which prints the tables of {@code
 * docs/ACCURACY.md}.
 */
@NullMarked
package dev.microlog.examples.schedule;

import org.jspecify.annotations.NullMarked;
