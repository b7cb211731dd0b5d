package dev.microlog.server.explain.facts;

import dev.microlog.timeline.Finding;

/**
 * Something that looks wrong: a finding of the recording, an anomaly, or a leak.
 *
 * @param kind of a finding
 * @param sentence what it is, plain
 * @param reason why, or more about it; may be empty
 */
public record Issue(
    Finding.Kind kind,
    Finding.Severity severity,
    String sentence,
    String reason,
    int thread,
    double startMicros,
    double durationMicros,
    int method) {}
