@NullMarked
package dev.microlog.cli;

import org.jspecify.annotations.NullMarked;
