package dev.microlog.cli;

import dev.microlog.server.ConfigFile;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.explain.model.ExplanationSettings.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, for the commands that have one. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings in YAML (default: $MICROLOG_CONFIG, or ~/.microlog/microlog.yaml if there is"
              + " one).")
  private @Nullable Path file;

  /** The file that is named, or the one in the usual place. */
  ConfigFile read(Lookup environment) throws IOException {
    return file == null ? usual(environment) : ConfigFile.read(file);
  }

  /** The file in the usual place; without one every setting has its default. */
  static ConfigFile usual(Lookup environment) throws IOException {
    String named = environment.find("MICROLOG_CONFIG");
    if (named != null && !named.isBlank()) {
      return ConfigFile.read(Path.of(named));
    }
    Path home = Path.of(System.getProperty("user.home"), ConfigFile.PLACE);
    return Files.isRegularFile(home) ? ConfigFile.read(home) : ConfigFile.none();
  }

  /** The language model of the environment and the file in the usual place. */
  static ExplanationSettings model() throws IOException {
    return ExplanationSettings.from(System::getenv, usual(System::getenv)::value);
  }
}
