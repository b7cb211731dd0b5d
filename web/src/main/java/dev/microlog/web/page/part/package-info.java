/** Parts of a recording as several tabs show them: methods, stacks, log entries, colours. */
@NullMarked
package dev.microlog.web.page.part;

import org.jspecify.annotations.NullMarked;
