/**
 * The way to a language model: its settings, what it is asked, what it answers, how it fails.
 * {@link dev.microlog.server.explain.model.ExplanationModel} is the only one; the client behind it
 * is in the package {@code openai}.
 */
@NullMarked
package dev.microlog.server.explain.model;

import org.jspecify.annotations.NullMarked;
