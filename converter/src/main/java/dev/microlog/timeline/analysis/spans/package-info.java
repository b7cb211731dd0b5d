/**
 * From samples to spans: which call went on from when to when, and what each thread did meanwhile.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.analysis.spans.Spans}. The order of computation
 * is
 *
 * <pre>
 *   Timeline ─ MethodTree ─ Joining ─ Segments ─┬─ SpanTable ─ SpanIndex
 *             (stacks by    (how far  (what a   └─ StateTable
 *              method)      apart)    thread
 *                                     did when)
 * </pre>
 */
@NullMarked
package dev.microlog.timeline.analysis.spans;

import org.jspecify.annotations.NullMarked;
