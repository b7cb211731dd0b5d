/**
 * What happened in the selected range, in many views of the same stretch. Begin reading at {@link
 * dev.microlog.web.page.range.RangePanel}.
 */
@NullMarked
package dev.microlog.web.page.range;

import org.jspecify.annotations.NullMarked;
