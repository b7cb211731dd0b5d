/**
 * What is computed from a timeline and never stored: spans, states, statistics, call trees, and
 * what looks wrong.
 *
 * <p>Everything here is a pure function of tables: no I/O, no threads, no reflection; the same
 * classes run in the browser. The packages below import each other in one direction:
 *
 * <pre>
 *   findings ─┬─ design ─┬─ analysis ─── spans ─── the tables of a timeline
 *   (what is  │ (boxes   │ (call trees,  (which call
 *    wrong)   │  and     │  statistics,   when)
 *             │  arrows) │  search, diff)
 * </pre>
 *
 * <p>Begin reading at {@link dev.microlog.timeline.analysis.spans.Spans}, then at {@link
 * dev.microlog.timeline.analysis.CallTree}.
 */
@NullMarked
package dev.microlog.timeline.analysis;

import org.jspecify.annotations.NullMarked;
