@NullMarked
package dev.microlog.timeline.codec;

import org.jspecify.annotations.NullMarked;
