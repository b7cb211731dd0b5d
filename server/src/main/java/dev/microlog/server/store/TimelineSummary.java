package dev.microlog.server.store;

import java.time.OffsetDateTime;

/**
 * What the list shows of a timeline.
 *
 * @param start when the recording began, in the zone in which it was made
 * @param durationMillis its length
 * @param jvm name and version of the JVM
 * @param finished whether its end mark is there; without one it is growing, or was cut
 */
public record TimelineSummary(
    OffsetDateTime start, double durationMillis, String jvm, boolean finished) {}
