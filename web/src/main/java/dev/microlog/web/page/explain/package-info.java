/**
 * The explanation tab: evidence, questions, answers. Begin reading at {@link
 * dev.microlog.web.page.explain.ExplanationView}.
 */
@NullMarked
package dev.microlog.web.page.explain;

import org.jspecify.annotations.NullMarked;
