/**
 * The programs that the tests record; each prints and logs something known. They may use nothing
 * but the JDK and our API.
 */
@NullMarked
package dev.microlog.bridge.program;

import org.jspecify.annotations.NullMarked;
