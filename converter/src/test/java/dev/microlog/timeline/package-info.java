@NullMarked
package dev.microlog.timeline;

import org.jspecify.annotations.NullMarked;
