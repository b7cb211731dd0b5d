/**
 * Places the Design diagram by Eclipse ELK; its types stay in this package.
 *
 * <p>Begin at {@link dev.microlog.server.design.DesignLayout}.
 */
@NullMarked
package dev.microlog.server.design;

import org.jspecify.annotations.NullMarked;
