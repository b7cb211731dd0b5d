@NullMarked
package dev.microlog.convert;

import org.jspecify.annotations.NullMarked;
