/**
 * The one package that knows the OpenAI client, which is large: its classes are loaded when {@link
 * dev.microlog.server.explain.openai.OpenAiModel} is first used, and not before.
 */
@NullMarked
package dev.microlog.server.explain.openai;

import org.jspecify.annotations.NullMarked;
