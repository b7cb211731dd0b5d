/**
 * What looks wrong, why, and what may be done: slow calls beside their fellows, ranked findings,
 * advice about calls that are known to cost, and the libraries that were seen.
 *
 * <p>Begin reading at {@link dev.microlog.timeline.analysis.findings.Findings}.
 */
@NullMarked
package dev.microlog.timeline.analysis.findings;

import org.jspecify.annotations.NullMarked;
