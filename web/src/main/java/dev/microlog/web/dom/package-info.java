/**
 * The browser as the rest of the page sees it: elements, events, requests, the canvas, the clock.
 *
 * <p>Begin reading at {@link dev.microlog.web.dom.Element} and {@link dev.microlog.web.dom.Page}.
 * TeaVM's JSO types stay inside this package. Text enters the document only as text: there is no
 * way here to set HTML.
 */
@NullMarked
package dev.microlog.web.dom;

import org.jspecify.annotations.NullMarked;
