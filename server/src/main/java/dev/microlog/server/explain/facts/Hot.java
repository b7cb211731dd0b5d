package dev.microlog.server.explain.facts;

/**
 * A method in which CPU time was used, or memory allocated.
 *
 * @param method row of the method table
 * @param weight µs of CPU, or bytes
 * @param share of all that was used in the focus
 * @param caller the program's own method that most of it was for, with its line; or empty
 * @param what class of the objects, for memory; the method that ran most, for all that the
 *     program's own method calls; else empty
 * @param thread on which it was seen first, -1 if none
 * @param samples how many there are of it
 */
public record Hot(
    int method,
    String name,
    double weight,
    double share,
    String caller,
    String what,
    int thread,
    int samples) {}
