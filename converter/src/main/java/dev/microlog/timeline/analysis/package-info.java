/**
 * What is computed from a timeline and never stored: spans, states, statistics, call trees, and
 * what looks wrong.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.analysis.Spans}. Everything here is a pure
 * function of tables: no I/O, no threads, no reflection; the same classes run in the browser. The
 * order of computation is
 *
 * <pre>
 *   Timeline ─ MethodTree ─ Joining ─ Segments ─┬─ SpanTable ── CallStatistics, Anomalies
 *             (stacks by    (how far  (what a   ├─ StateTable
 *              method)      apart)    thread    └─ CallTree ──── CallGraph, DesignGraph, Diff
 *                                     did when)
 * </pre>
 */
@NullMarked
package dev.microlog.timeline.analysis;

import org.jspecify.annotations.NullMarked;
