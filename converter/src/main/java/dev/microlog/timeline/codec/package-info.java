/**
 * Bytes ↔ tables: the timeline format, as {@code docs/FORMAT.md} describes it byte by byte.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.codec.TimelineEncoder} and {@link
 * dev.microlog.timeline.codec.TimelineDecoder}; each {@code …Section} class writes and reads one
 * kind of table.
 *
 * <p>Only the bytes of decompressed segments are known here; compression is the caller's. No I/O,
 * no threads, no reflection: this package is compiled by TeaVM too and decodes in the browser.
 */
@NullMarked
package dev.microlog.timeline.codec;

import org.jspecify.annotations.NullMarked;
