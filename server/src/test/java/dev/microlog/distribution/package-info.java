/** The packed distribution, run as a person runs it. */
@NullMarked
package dev.microlog.distribution;

import org.jspecify.annotations.NullMarked;
