/**
 * Evidence, prompt, model, answer with links: what explains a recorded program.
 *
 * <p>Begin at {@link dev.microlog.server.explain.Explainer}. {@link
 * dev.microlog.server.explain.ExplanationModel} is the only way to a language model; the client
 * behind it is in the package {@code openai}.
 */
@NullMarked
package dev.microlog.server.explain;

import org.jspecify.annotations.NullMarked;
