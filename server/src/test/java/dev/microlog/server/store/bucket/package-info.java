@NullMarked
package dev.microlog.server.store.bucket;

import org.jspecify.annotations.NullMarked;
