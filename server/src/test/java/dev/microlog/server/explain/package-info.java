@NullMarked
package dev.microlog.server.explain;

import org.jspecify.annotations.NullMarked;
