package dev.microlog.cli;

import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --store}, for the commands that have one. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The store: a directory (default: $MICROLOG_STORE, or ~/.microlog).")
  private @Nullable Path store;

  StoreDirectory open() throws StoreException {
    return StoreDirectory.open(path());
  }

  /** The key of a file that lies in the store, which need not exist. */
  Optional<RecordingKey> keyOf(Path file) throws StoreException {
    return Files.isDirectory(path()) ? open().keyInStore(file) : Optional.empty();
  }

  private Path path() {
    if (store != null) {
      return store;
    }
    String variable = System.getenv("MICROLOG_STORE");
    return variable == null || variable.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".microlog")
        : Path.of(variable);
  }
}
