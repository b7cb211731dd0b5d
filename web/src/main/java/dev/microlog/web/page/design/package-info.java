/**
 * The design tab. Begin reading at {@link dev.microlog.web.page.design.DesignView}; the diagram
 * itself is in {@code web.design}.
 */
@NullMarked
package dev.microlog.web.page.design;

import org.jspecify.annotations.NullMarked;
