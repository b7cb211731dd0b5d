/**
 * The structural diagram: which classes call which, folded into groups until it can be read, and
 * where each box is drawn.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.analysis.design.DesignGraph}, which says what is
 * drawn; {@link dev.microlog.timeline.analysis.design.DesignPlacement} says where.
 */
@NullMarked
package dev.microlog.timeline.analysis.design;

import org.jspecify.annotations.NullMarked;
