/**
 * What explains a recorded program, from the recording to an answer with links:
 *
 * <pre>
 *   facts ──► evidence ──► Prompt ──► model ──► AnswerChecker ──► Turn
 *     └─────► rules, where no model is configured
 * </pre>
 *
 * <p>Begin at {@link dev.microlog.server.explain.Explainer}.
 */
@NullMarked
package dev.microlog.server.explain;

import org.jspecify.annotations.NullMarked;
