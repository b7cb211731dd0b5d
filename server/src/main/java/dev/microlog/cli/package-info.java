/**
 * The command line: one class for each command, over the converter, the store and the server. Begin
 * reading at {@link dev.microlog.cli.Main}.
 */
@NullMarked
package dev.microlog.cli;

import org.jspecify.annotations.NullMarked;
