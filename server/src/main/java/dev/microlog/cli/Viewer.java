package dev.microlog.cli;

import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.ServerStartException;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;

/**
 * Shows a recording of a store in the browser: by the server that runs, or by one of our own until
 * Ctrl-C.
 */
final class Viewer {
  private final Terminal terminal;
  private final StoreDirectory directory;

  Viewer(Terminal terminal, StoreDirectory directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  /** Opens the browser; returns at once when a server runs already, otherwise at Ctrl-C. */
  void show(RecordingKey key) throws IOException {
    int port = ServerAddress.port();
    if (ServerAddress.has(port, key)) {
      String url = ServerAddress.url(ServerAddress.base(port), key);
      terminal.out().println(url);
      browse(url);
      return;
    }
    try (var store = DirectoryStore.open(directory, new JfrTimelineConversion());
        MicrologServer server = serve(store)) {
      String url = ServerAddress.url(server.url(), key);
      Interrupt interrupt = Interrupt.listen();
      terminal.out().println(url + " (Ctrl-C ends it)");
      browse(url);
      interrupt.await();
    }
  }

  /** A server on the usual port, or on any free one when that is taken. */
  static MicrologServer serve(DirectoryStore store) throws IOException {
    ExplanationSettings model = ConfigOption.model();
    String version = Distribution.version();
    try {
      return MicrologServer.start(
          ServerOptions.loopback(ServerAddress.port(), version), store, model);
    } catch (ServerStartException e) {
      return MicrologServer.start(ServerOptions.loopback(0, version), store, model);
    }
  }

  private void browse(String url) {
    if (!Browser.open(url)) {
      terminal.say("No browser was found; open " + url);
    }
  }
}
