package dev.microlog.cli;

import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code microlog open}: one file in the browser. A file of the store is shown there; any other is
 * shown from a store of its own that goes when the command ends.
 */
@Command(
    name = "open",
    description = "Shows a recording or timeline in the browser, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A .jfr or .microlog file.")
  private Path file = Path.of("");

  @Mixin private StoreOption store = new StoreOption();

  OpenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    boolean timeline = TimelineInput.isTimeline(file);
    Path path = file.toRealPath();
    StoreDirectory directory = store.open();
    Path app = path.getParent();
    boolean inStore = app != null && directory.root().toRealPath().equals(app.getParent());
    if (inStore) {
      RecordingKey key = StoreDirectory.keyOf(path);
      if (!timeline && !Files.exists(directory.timeline(key))) {
        convert(path, directory.timeline(key));
      }
      new Viewer(terminal, directory).show(key);
      return 0;
    }
    return showOutside(path, timeline);
  }

  private int showOutside(Path path, boolean timeline) throws IOException {
    Path temporary = Files.createTempDirectory("microlog-open");
    try {
      StoreDirectory own = StoreDirectory.open(temporary);
      String fileName = String.valueOf(path.getFileName());
      int dot = fileName.lastIndexOf('.');
      String name = RecordingKey.toName(dot > 0 ? fileName.substring(0, dot) : fileName);
      var key = new RecordingKey(name, name);
      Files.createDirectories(temporary.resolve(name));
      if (timeline) {
        Files.copy(path, own.timeline(key));
      } else {
        convert(path, own.timeline(key));
      }
      new Viewer(terminal, own).show(key);
      return 0;
    } finally {
      StoreDirectory.deleteTree(temporary);
    }
  }

  private void convert(Path recording, Path target) throws IOException {
    // the result says nothing that the page does not show
    var unused = new TimelineInput(terminal).convert(recording, target);
  }
}
