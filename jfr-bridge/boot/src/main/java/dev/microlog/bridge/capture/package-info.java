/**
 * The sinks that instrumented classes call: they turn what a program prints and logs into JFR
 * events.
 *
 * <p>Everything here runs inside somebody else's program, often under a lock of the JDK. So: no
 * lock but leaf locks, no output, no exception ever leaves a sink, and nothing but {@code
 * java.base} and {@code jdk.jfr} is touched (a sink for a framework of another module is loaded
 * only when that framework is). Begin reading at {@link dev.microlog.bridge.capture.Capture}, then
 * {@link dev.microlog.bridge.capture.PrintSink}.
 */
@NullMarked
package dev.microlog.bridge.capture;

import org.jspecify.annotations.NullMarked;
