@NullMarked
package dev.microlog.server;

import org.jspecify.annotations.NullMarked;
