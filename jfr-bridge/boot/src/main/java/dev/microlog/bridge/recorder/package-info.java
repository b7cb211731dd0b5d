/**
 * Starting, rotating and ending a recording in this JVM, and where its files lie.
 *
 * <p>Used by the agent and, in programs without the agent, by {@code Microlog.start}. Begin reading
 * at {@link dev.microlog.bridge.recorder.Recorder}.
 */
@NullMarked
package dev.microlog.bridge.recorder;

import org.jspecify.annotations.NullMarked;
