/**
 * Events straight from the bytes of a chunk: a narrow parser that decodes only what the sinks ask
 * for. It takes nothing for granted, so that it reads damaged chunks as far as they go.
 *
 * <p>Begin reading at {@link dev.microlog.convert.direct.DirectSource}. It is checked event by
 * event against {@link dev.microlog.convert.jmc.JmcSource}, which says what events mean.
 */
@NullMarked
package dev.microlog.convert.direct;

import org.jspecify.annotations.NullMarked;
