@NullMarked
package dev.microlog.convert.jmc;

import org.jspecify.annotations.NullMarked;
