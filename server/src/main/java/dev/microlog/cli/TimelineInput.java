package dev.microlog.cli;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.ConversionResult;
import dev.microlog.convert.JfrConverter;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a command reads, whichever kind it is. */
final class TimelineInput {
  private final Terminal terminal;

  TimelineInput(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Whether the file is a timeline; a recording may be in zstd, too. */
  static boolean isTimeline(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      return false;
    }
    return file.toString().endsWith(".microlog") || TimelineFiles.isTimeline(file);
  }

  /** What is done with a timeline file. */
  @FunctionalInterface
  interface Use<T> {
    T of(Path timeline) throws IOException;
  }

  /** Reads a timeline, or converts a recording for this once. */
  Timeline read(Path file) throws IOException {
    return use(file, TimelineFiles::read);
  }

  /** Does something with a timeline file, or with that of a recording, made for this once. */
  <T> T use(Path file, Use<T> use) throws IOException {
    if (isTimeline(file)) {
      return use.of(file);
    }
    Path work = Files.createTempDirectory("microlog");
    try {
      Path timeline = work.resolve("timeline.microlog");
      convert(file, timeline);
      return use.of(timeline);
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  /** Converts with a progress bar. */
  ConversionResult convert(Path recording, Path timeline) throws IOException {
    return convert(recording, timeline, ConversionOptions.defaults());
  }

  ConversionResult convert(Path recording, Path timeline, ConversionOptions options)
      throws IOException {
    try (var bar = new ProgressBar(terminal, "Converting")) {
      return JfrConverter.convert(
          recording, timeline, options, (done, total) -> bar.show((double) done, (double) total));
    }
  }
}
