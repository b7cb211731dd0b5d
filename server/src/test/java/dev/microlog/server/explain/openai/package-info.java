@NullMarked
package dev.microlog.server.explain.openai;

import org.jspecify.annotations.NullMarked;
