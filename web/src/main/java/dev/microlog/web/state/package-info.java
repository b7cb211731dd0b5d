/**
 * What a person looks at, as one immutable value, and how it is written into the address: {@link
 * dev.microlog.web.state.ViewState} and {@link dev.microlog.web.state.ViewStateCodec}.
 */
@NullMarked
package dev.microlog.web.state;

import org.jspecify.annotations.NullMarked;
