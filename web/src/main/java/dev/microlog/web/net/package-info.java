/**
 * The server's answers: {@link dev.microlog.web.net.Json} reads them, {@link
 * dev.microlog.web.net.RecordingEntry} and its like are what they say. The contract is {@code
 * docs/API.md}.
 */
@NullMarked
package dev.microlog.web.net;

import org.jspecify.annotations.NullMarked;
