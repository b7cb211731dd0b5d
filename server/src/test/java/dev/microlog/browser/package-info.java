/**
 * The page as a person uses it, in a real Chromium against a running server. Skipped, with a
 * message that says how to install one, where there is none; with {@code
 * -Dmicrolog.browser.required=true} that is a failure.
 */
@NullMarked
package dev.microlog.browser;

import org.jspecify.annotations.NullMarked;
