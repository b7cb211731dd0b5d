/**
 * The javaagent: reads its options, starts the recording and weaves the calls of our sinks into the
 * JDK.
 *
 * <p>It runs inside other people's programs. Whatever goes wrong here is said in one line, and the
 * program goes on. Begin reading at {@link dev.microlog.bridge.Agent}.
 */
@NullMarked
package dev.microlog.bridge;

import org.jspecify.annotations.NullMarked;
