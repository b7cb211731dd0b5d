package dev.microlog.server.explain;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param data the evidence, as it was written or as a person has edited it
 * @param text the person's question; empty for an explanation in the outline
 * @param earlier what was asked and answered before about the same recording, the oldest first; the
 *     question of the explanation itself is empty
 */
public record Question(String data, String text, List<Exchange> earlier) {
  /** A question, and what was answered. */
  public record Exchange(String question, String answer) {}

  public Question {
    earlier = List.copyOf(earlier);
  }

  /** For an explanation of what the evidence is about. */
  public static Question explain(String data) {
    return new Question(data, "", List.of());
  }
}
