@NullMarked
package dev.microlog.server.store;

import org.jspecify.annotations.NullMarked;
