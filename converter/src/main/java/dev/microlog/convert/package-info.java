/**
 * JFR in, timeline out: chunk after chunk, and the files that hold the result.
 *
 * <p>{@link dev.microlog.convert.Redaction} takes secrets and personal data out of texts.
 */
@NullMarked
package dev.microlog.convert;

import org.jspecify.annotations.NullMarked;
