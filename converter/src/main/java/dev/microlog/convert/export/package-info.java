/**
 * Timelines in the formats of other tools: begin reading at {@link
 * dev.microlog.convert.export.Export}.
 *
 * <p>One class per format, each a writer of bytes from what {@code timeline.analysis} computes.
 */
@NullMarked
package dev.microlog.convert.export;

import org.jspecify.annotations.NullMarked;
