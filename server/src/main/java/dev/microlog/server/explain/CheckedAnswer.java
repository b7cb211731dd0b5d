package dev.microlog.server.explain;

import java.util.List;
import java.util.Map;

/**
 * A model's answer that may be shown.
 *
 * @param markdown without HTML and images; links go to evidence ({@code evidence:C12}) or by plain
 *     https; an id that does not exist stands in bold, followed by "(unproven)"
 * @param cited the place of each row that is cited, by its id
 * @param unproven ids that are cited and do not exist
 */
public record CheckedAnswer(String markdown, Map<String, Place> cited, List<String> unproven) {}
