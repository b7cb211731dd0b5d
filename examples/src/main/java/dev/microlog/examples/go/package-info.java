/**
 * Plays Go against itself by Monte-Carlo tree search; a program of a few classes with a readable
 * Design.
 *
 * <p>{@link dev.microlog.examples.go.Go} is the main class, {@link dev.microlog.examples.go.Search}
 * the heart.
 */
@NullMarked
package dev.microlog.examples.go;

import org.jspecify.annotations.NullMarked;
