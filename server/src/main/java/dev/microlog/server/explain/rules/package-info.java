/**
 * An explanation without a model, of what rules find wrong. Begin at {@link
 * dev.microlog.server.explain.rules.RuleExplanation}.
 */
@NullMarked
package dev.microlog.server.explain.rules;

import org.jspecify.annotations.NullMarked;
