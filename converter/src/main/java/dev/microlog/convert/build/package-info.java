/**
 * Takes events and fills the tables of a timeline; knows what event types mean, and no parser.
 *
 * <p>Begin reading at {@link dev.microlog.convert.build.ChunkTables}, which has one sink for each
 * group of event types. The events of a chunk come through {@link
 * dev.microlog.convert.build.Event}; chunks are then joined, in order, by {@link
 * dev.microlog.convert.build.RecordingTables}.
 */
@NullMarked
package dev.microlog.convert.build;

import org.jspecify.annotations.NullMarked;
