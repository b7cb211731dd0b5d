/**
 * The page put together: its frame with header, recordings, loading and commands, and the views
 * that are told what is looked at. Begin reading at {@link dev.microlog.web.app.App}.
 */
@NullMarked
package dev.microlog.web.app;

import org.jspecify.annotations.NullMarked;
