/**
 * The packed agent in child JVMs of every JDK on the machine. Begin reading at {@link
 * dev.microlog.bridge.ChildJvm}.
 */
@NullMarked
package dev.microlog.bridge;

import org.jspecify.annotations.NullMarked;
