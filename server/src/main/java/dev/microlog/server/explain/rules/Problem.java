package dev.microlog.server.explain.rules;

/**
 * Something that rules found wrong.
 *
 * @param weight how much it matters, as a share of the busy time or of what is comparable to it
 * @param sentence what it is and why, with citations
 * @param advice what to do, with a citation; empty if there is nothing special to do
 */
record Problem(double weight, String sentence, String advice) {}
