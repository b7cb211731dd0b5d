package dev.microlog.server.store.bucket;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param key its whole key
 * @param bytes its size, as the bucket says
 * @param etag changes whenever the content does
 * @param modified when it was put there, by the clock of the object store
 */
record BucketObject(String key, long bytes, String etag, Instant modified) {}
