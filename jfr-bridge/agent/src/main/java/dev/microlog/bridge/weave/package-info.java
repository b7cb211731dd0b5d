/**
 * Weaving: which methods of which classes call which sink.
 *
 * <p>Only method bodies change, so that classes that are loaded already can be woven too. Begin
 * reading at {@link dev.microlog.bridge.weave.Weaver}, then {@link
 * dev.microlog.bridge.weave.Hooks}, which is the list.
 */
@NullMarked
package dev.microlog.bridge.weave;

import org.jspecify.annotations.NullMarked;
