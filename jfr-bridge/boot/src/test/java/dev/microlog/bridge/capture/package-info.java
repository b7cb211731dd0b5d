/** Tests of the package of the same name. */
@NullMarked
package dev.microlog.bridge.capture;

import org.jspecify.annotations.NullMarked;
