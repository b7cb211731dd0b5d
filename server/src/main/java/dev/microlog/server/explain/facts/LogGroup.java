package dev.microlog.server.explain.facts;

import dev.microlog.timeline.Level;

/**
 * Log entries that say the same but for numbers.
 *
 * @param message the first of them, plain
 * @param throwable first line of the throwable it came with, and its innermost cause; or empty
 * @param cause the innermost cause of that throwable, or the throwable; or empty
 * @param marker row of the first in the marker table
 */
public record LogGroup(
    Level level,
    String logger,
    String message,
    String throwable,
    String cause,
    int count,
    int marker,
    int thread,
    double firstMicros,
    double lastMicros,
    String where) {}
