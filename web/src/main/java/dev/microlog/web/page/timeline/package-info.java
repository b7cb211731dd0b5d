/**
 * The timeline tab. Begin reading at {@link dev.microlog.web.page.timeline.TimelineView}.
 *
 * <pre>
 *   TimelineView ─▶ TimelineInput, TimelineKeys ─▶ TimelinePopups ─▶ CallPopup, FindingPopup
 *                                                                          │
 *                                       TimelineCanvas ◀─ MarkerPopup ◀─ TimelinePlaces
 * </pre>
 */
@NullMarked
package dev.microlog.web.page.timeline;

import org.jspecify.annotations.NullMarked;
