/**
 * The Design diagram as pure functions: what is drawn ({@link dev.microlog.web.design.Diagram}), in
 * which colours, and as a file. Begin at {@link dev.microlog.web.design.Diagram}.
 */
@NullMarked
package dev.microlog.web.design;

import org.jspecify.annotations.NullMarked;
