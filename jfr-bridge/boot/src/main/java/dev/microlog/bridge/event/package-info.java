/**
 * The JFR events of Microlog, one class each.
 *
 * <p>Their names and fields are the contract with the converter and are listed, with their meaning,
 * in {@code docs/EVENTS.md}. They live on the boot class path, where instrumented JDK classes can
 * reach them. Begin reading at {@link dev.microlog.bridge.event.LogEvent}.
 */
@NullMarked
package dev.microlog.bridge.event;

import org.jspecify.annotations.NullMarked;
