/** Tests of what fills the tables. */
@NullMarked
package dev.microlog.convert.build;

import org.jspecify.annotations.NullMarked;
