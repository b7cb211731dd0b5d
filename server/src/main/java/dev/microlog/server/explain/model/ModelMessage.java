package dev.microlog.server.explain.model;

/** One turn of the conversation with a model. */
public record ModelMessage(Role role, String text) {
  /** Who speaks. */
  public enum Role {
    /** We, with instructions. */
    SYSTEM,
    /** The person, with evidence and questions. */
    USER,
    /** The model, with an earlier answer. */
    ASSISTANT
  }
}
