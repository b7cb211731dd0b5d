/**
 * The log as pure functions: which entries there are and pass a filter ({@link
 * dev.microlog.web.log.LogIndex}), how they are exported, and the statistics at its end.
 */
@NullMarked
package dev.microlog.web.log;

import org.jspecify.annotations.NullMarked;
