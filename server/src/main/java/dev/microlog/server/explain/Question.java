package dev.microlog.server.explain;

/**
 * What a model is asked.
 *
 * @param data the evidence, as it was written or as a person has edited it
 * @param text the person's question; empty for an explanation in the outline
 * @param earlier an explanation that was given before, as the model may need it to understand the
 *     question; may be empty
 */
public record Question(String data, String text, String earlier) {
  /** For an explanation of what the evidence is about. */
  public static Question explain(String data) {
    return new Question(data, "", "");
  }
}
