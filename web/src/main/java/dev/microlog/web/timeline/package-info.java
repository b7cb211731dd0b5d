/**
 * The timeline as pure functions: where things are ({@link
 * dev.microlog.web.timeline.TimelineLayout}), how they are painted ({@link
 * dev.microlog.web.timeline.TimelinePainter}) and what is under a point ({@link
 * dev.microlog.web.timeline.HitTest}), all from tables, view state and viewport.
 */
@NullMarked
package dev.microlog.web.timeline;

import org.jspecify.annotations.NullMarked;
