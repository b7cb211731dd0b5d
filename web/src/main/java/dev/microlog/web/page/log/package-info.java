/**
 * The log tab. Begin reading at {@link dev.microlog.web.page.log.LogView}; which entries there are
 * is computed in {@code web.log}.
 */
@NullMarked
package dev.microlog.web.page.log;

import org.jspecify.annotations.NullMarked;
