/**
 * The HTTP server: configuration, routes, what a request must look like, what a response says. No
 * logic of recordings. Begin reading at {@link dev.microlog.server.MicrologServer}; the contract
 * with the page is {@code docs/API.md}.
 */
@NullMarked
package dev.microlog.server;

import org.jspecify.annotations.NullMarked;
