/** Tests of the analysis, on timelines drawn as text. */
@NullMarked
package dev.microlog.timeline.analysis;

import org.jspecify.annotations.NullMarked;
