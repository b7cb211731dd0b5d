/**
 * Recordings that several servers share through a bucket of an S3-compatible object store. Begin
 * reading at {@link dev.microlog.server.store.bucket.SharedStore}; only {@link
 * dev.microlog.server.store.bucket.S3Bucket} knows the client of the object store.
 */
@NullMarked
package dev.microlog.server.store.bucket;

import org.jspecify.annotations.NullMarked;
