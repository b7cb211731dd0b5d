package dev.microlog.cli;

import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import java.nio.file.Path;
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
