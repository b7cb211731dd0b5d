/**
 * The timeline model: what a recording says, as tables of columns.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.Timeline}. Many things (samples, stack nodes,
 * waits) are tables: a final class with one primitive array per column and accessors that take a
 * row; "none" is {@code -1}. A nested {@code Builder} grows, and its {@code build} sorts, checks
 * and freezes. Few things ({@link dev.microlog.timeline.Finding}, {@link
 * dev.microlog.timeline.RecordingInfo}) are records.
 *
 * <p>All times are microseconds since the start of the recording, held as {@code double}: whole
 * numbers, exact up to 2<sup>53</sup> µs (285 years). The same classes run in the browser, where
 * {@code long} is emulated and {@code double} is not.
 *
 * <p>No I/O, no threads, no reflection and no dependency here: this package is compiled by TeaVM
 * too.
 */
@NullMarked
package dev.microlog.timeline;

import org.jspecify.annotations.NullMarked;
