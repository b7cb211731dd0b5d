/**
 * The page itself: the frame with header, recordings and tabs, and what a person does with them.
 * Begin reading at {@link dev.microlog.web.page.App}.
 */
@NullMarked
package dev.microlog.web.page;

import org.jspecify.annotations.NullMarked;
