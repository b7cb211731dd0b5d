/**
 * Small programs, each showing one thing that the timeline of its recording makes obvious.
 *
 * <p>Each main class is described by its Javadoc: what it does, and what to look for. Begin with
 * {@link dev.microlog.examples.Hello}. The list with names, durations and promises that a recording
 * has to keep is the resource {@code META-INF/microlog-examples-promises.txt}.
 */
@NullMarked
package dev.microlog.examples;

import org.jspecify.annotations.NullMarked;
