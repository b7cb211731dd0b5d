/**
 * Where timelines are kept: a directory of recordings by application, the queue that converts new
 * recordings, and the recordings that are still growing. Begin reading at {@link
 * dev.microlog.server.store.RecordingStore}.
 */
@NullMarked
package dev.microlog.server.store;

import org.jspecify.annotations.NullMarked;
