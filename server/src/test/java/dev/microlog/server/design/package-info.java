@NullMarked
package dev.microlog.server.design;

import org.jspecify.annotations.NullMarked;
