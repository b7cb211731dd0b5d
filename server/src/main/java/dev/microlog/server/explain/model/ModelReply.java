package dev.microlog.server.explain.model;

/**
 * A whole answer.
 *
 * @param text as the model wrote it: not to be trusted
 * @param model the model that answered, as it names itself
 * @param promptTokens what the request counted, -1 if the endpoint does not say
 * @param answerTokens what the answer counted, -1 if the endpoint does not say
 */
public record ModelReply(String text, String model, long promptTokens, long answerTokens) {}
