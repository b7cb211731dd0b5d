package dev.microlog.server.explain.facts;

import dev.microlog.timeline.WaitKind;

/**
 * Waits of one kind, for one thing, in one method, by threads of one role.
 *
 * @param word what the threads did, such as {@code asleep}
 * @param entry the method of the JDK or a library in which they waited, as {@code FutureTask.get};
 *     may be empty
 * @param detail what was waited for, plain; may be empty
 * @param where the program's own method that waited, with its line; may be empty
 * @param method row of the method table, -1 if none is known
 * @param caller the program's own method that called it, -1 if none is known
 * @param bytes read or written, -1 where that does not apply
 * @param owner name of the thread that held the lock most of the time, or empty
 * @param ownerDid what that thread was doing during the longest wait, or empty
 */
public record Waiting(
    WaitKind kind,
    String word,
    String entry,
    String detail,
    String where,
    int method,
    int caller,
    String role,
    double totalMicros,
    int count,
    double longestMicros,
    int longestThread,
    double longestStart,
    double bytes,
    String owner,
    String ownerDid) {}
