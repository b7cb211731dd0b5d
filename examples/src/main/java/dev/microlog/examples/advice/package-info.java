/**
 * The same work done twice: in the ways that the Tips tab advises against ({@link
 * dev.microlog.examples.advice.Wasteful}), and as it advises ({@link
 * dev.microlog.examples.advice.Thrifty}). Recorded, they prove the rules.
 */
@NullMarked
package dev.microlog.examples.advice;

import org.jspecify.annotations.NullMarked;
