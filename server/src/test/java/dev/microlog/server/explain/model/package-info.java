@NullMarked
package dev.microlog.server.explain.model;

import org.jspecify.annotations.NullMarked;
