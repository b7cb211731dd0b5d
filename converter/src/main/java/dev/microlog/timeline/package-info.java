/** The timeline model. */
@NullMarked
package dev.microlog.timeline;

import org.jspecify.annotations.NullMarked;
