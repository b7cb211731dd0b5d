/** Tests of the package of the same name. */
@NullMarked
package dev.microlog.bridge.recorder;

import org.jspecify.annotations.NullMarked;
