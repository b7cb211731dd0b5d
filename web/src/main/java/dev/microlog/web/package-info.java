/**
 * The page, compiled to one script by TeaVM. Begin reading at {@link dev.microlog.web.app.App}.
 *
 * <pre>
 *   state ── layout ── painting ── canvas
 *     │        └────── hit test ── popup
 *   address
 * </pre>
 *
 * <p>What a person looks at is one immutable value ({@code web.state}); where things are and how
 * they are drawn are functions of it and of the tables ({@code web.timeline}, {@code web.paint}),
 * which run in plain JUnit; only {@code web.dom} knows the browser.
 */
@NullMarked
package dev.microlog.web;

import org.jspecify.annotations.NullMarked;
