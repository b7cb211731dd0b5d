/**
 * Records the examples in child JVMs under the packed agent and checks that their recordings show
 * what their documentation promises.
 */
@NullMarked
package dev.microlog.examples;

import org.jspecify.annotations.NullMarked;
