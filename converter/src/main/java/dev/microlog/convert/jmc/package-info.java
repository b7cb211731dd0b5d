/**
 * Events through the parser of JDK Mission Control: the only package that knows it.
 *
 * <p>Its public extension point is used, with sinks that take values as they are parsed and pass
 * nothing on, so that no event stays on the heap.
 */
@NullMarked
package dev.microlog.convert.jmc;

import org.jspecify.annotations.NullMarked;
