package dev.microlog.server.explain;

import dev.microlog.server.explain.evidence.EvidenceRow;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A model's answer that may be shown.
 *
 * @param markdown without HTML and images; links go to evidence ({@code evidence:C12}) or by plain
 *     https; an id that does not exist stands in bold, followed by "(unproven)"
 * @param cited the rows that are cited, by their ids, in the order in which they are first cited
 * @param unproven ids that are cited and do not exist
 */
public record CheckedAnswer(
    String markdown, Map<String, EvidenceRow> cited, List<String> unproven) {
  private static final Pattern LINK = Pattern.compile("\\[([A-Z]{1,2}\\d{1,4})]\\(evidence:\\1\\)");
  private static final Pattern ESCAPED = Pattern.compile("\\\\\\[([A-Z]{1,2}\\d{1,4})\\\\]");

  /** The same with citations as plain {@code [C12]}, for who makes links of them in another way. */
  public String plain() {
    return plain(markdown);
  }

  static String plain(String markdown) {
    return ESCAPED.matcher(LINK.matcher(markdown).replaceAll("[$1]")).replaceAll("[$1]");
  }
}
