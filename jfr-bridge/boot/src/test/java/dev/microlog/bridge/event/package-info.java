/** Tests of the package of the same name. */
@NullMarked
package dev.microlog.bridge.event;

import org.jspecify.annotations.NullMarked;
