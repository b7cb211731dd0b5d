package dev.microlog.server.explain.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recording says about its program, as one text with citable rows.
 *
 * @param text all of it, section by section
 * @param rows each row, in the order of the text
 * @param tokens about as many as a language model counts
 * @param coveredShare how much of the busy time the rows of calls account for, 0 to 1
 */
public record Evidence(String text, List<EvidenceRow> rows, int tokens, double coveredShare) {
  /** What is sent unless a person says otherwise. */
  public static final int DEFAULT_TOKENS = 3000;

  public static final int LEAST_TOKENS = 800;
  public static final int MOST_TOKENS = 100_000;

  public Evidence {
    rows = List.copyOf(rows);
  }

  /** This and then that. */
  public Evidence and(Evidence other) {
    List<EvidenceRow> all = new ArrayList<>(rows);
    all.addAll(other.rows);
    return new Evidence(
        text + "\n" + other.text,
        all,
        tokens + other.tokens,
        Math.min(coveredShare, other.coveredShare));
  }

  /** The row of that id, null if there is none. */
  public @Nullable EvidenceRow row(String id) {
    for (EvidenceRow row : rows) {
      if (row.id().equals(id)) {
        return row;
      }
    }
    return null;
  }

  /** About how many tokens a text is: names and numbers take more of them than prose. */
  static int tokens(int characters) {
    return (int) Math.ceil(characters / 3.5);
  }
}
