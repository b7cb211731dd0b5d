package dev.microlog.server.explain.model;

import java.util.List;

/** A language model that is asked and answers piece by piece. Safe for use by several threads. */
public interface ExplanationModel {
  /**
   * Asks, and returns when the answer is whole.
   *
   * @param listener is told each piece as it arrives, in the calling thread
   * @param cancellation ends the request from any thread
   * @throws ModelException if there is no whole answer; pieces may have arrived before
   */
  ModelReply ask(List<ModelMessage> messages, ModelListener listener, Cancellation cancellation)
      throws ModelException;
}
