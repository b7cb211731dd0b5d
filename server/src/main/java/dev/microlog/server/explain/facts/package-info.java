/**
 * What can be said of a recording in figures: who ran, who waited and for what, what was logged,
 * what was found. Begin at {@link dev.microlog.server.explain.facts.Facts}.
 */
@NullMarked
package dev.microlog.server.explain.facts;

import org.jspecify.annotations.NullMarked;
