@NullMarked
package dev.microlog;

import org.jspecify.annotations.NullMarked;
