/**
 * What a {@code .jfr} file is made of: chunks with a header, the event types they declare, and ways
 * to get at what is left of a damaged one. Knows bytes, not what events mean.
 *
 * <p>Begin reading at {@link dev.microlog.convert.chunk.ChunkHeader}. The layout of chunks is not
 * specified by the JDK; it was read in {@code jdk.jfr.internal.consumer.ChunkHeader} and {@code
 * jdk.jfr.internal.MetadataReader}.
 */
@NullMarked
package dev.microlog.convert.chunk;

import org.jspecify.annotations.NullMarked;
