/** Everything the page says: its words in one place, and how numbers are written. */
@NullMarked
package dev.microlog.web.text;

import org.jspecify.annotations.NullMarked;
