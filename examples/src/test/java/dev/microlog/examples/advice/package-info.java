/** The rules of the Tips tab, proven by programs that were recorded. */
@NullMarked
package dev.microlog.examples.advice;

import org.jspecify.annotations.NullMarked;
