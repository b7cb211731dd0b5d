package dev.microlog.server.explain.evidence;

/**
 * One fact that can be cited.
 *
 * @param id e.g. {@code C12}
 * @param text the row without its id, as it stands in the text but for indentation
 * @param place where it is on the timeline
 */
public record EvidenceRow(String id, String text, Place place) {}
