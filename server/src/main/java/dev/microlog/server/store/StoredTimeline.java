package dev.microlog.server.store;

import java.nio.file.Path;

/**
 * A timeline that can be read now.
 *
 * @param file a local file with the bytes as they are stored (zstd frames)
 * @param bytes its length at this moment; a live one may grow
 * @param tag changes whenever the bytes do; characters of an HTTP entity tag
 * @param live whether more may follow
 */
public record StoredTimeline(Path file, long bytes, String tag, boolean live) {}
