package dev.microlog.cli;

import dev.microlog.server.explain.model.ExplanationSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command line that has run in this JVM: its exit code and what it said. */
record CliRun(int code, String out, String err) {

  static CliRun of(String... arguments) {
    return in(System::getenv, arguments);
  }

  /** The same in a given environment. */
  static CliRun in(ExplanationSettings.Lookup environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            true);
    int code = Main.run(terminal, environment, arguments);
    return new CliRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
