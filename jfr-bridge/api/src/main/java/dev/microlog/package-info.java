/** What a program may call to be seen better on its timeline: {@link dev.microlog.Microlog}. */
@NullMarked
package dev.microlog;

import org.jspecify.annotations.NullMarked;
