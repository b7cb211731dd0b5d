/**
 * The facts in rows that can be cited, in as many characters as there is room for. Begin at {@link
 * dev.microlog.server.explain.evidence.Evidence}.
 */
@NullMarked
package dev.microlog.server.explain.evidence;

import org.jspecify.annotations.NullMarked;
