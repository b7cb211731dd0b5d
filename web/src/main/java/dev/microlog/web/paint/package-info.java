/**
 * What painting means here: inks and a {@link dev.microlog.web.paint.Painter} that takes calls. The
 * canvas of the browser is one painter, the log of calls that tests read is another.
 */
@NullMarked
package dev.microlog.web.paint;

import org.jspecify.annotations.NullMarked;
