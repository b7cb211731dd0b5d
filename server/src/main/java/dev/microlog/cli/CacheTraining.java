package dev.microlog.cli;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.ConversionProgress;
import dev.microlog.convert.JfrConverter;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.zip.CRC32;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * What the launcher runs once in the background, so that the JVM learns which classes Microlog
 * needs. Nothing stays of it but the JVM's cache.
 *
 * <p>{@code CacheTraining files} converts a recording, and shows and exports the timeline. {@code
 * CacheTraining all} converts it with both parsers, and answers the requests with which a page
 * begins. Another JVM makes the recording: JFR redefines classes, after which JDK 25 may crash as
 * it writes its cache, and what only recording needs is not wanted there.
 */
public final class CacheTraining {
  private static final long RECORDED_NANOS = 1_500_000_000;

  /** Nobody waits for the training, and the machine may be busy. */
  private static final int PATIENCE_MILLIS = 60_000;

  private CacheTraining() {}

  /** Ends the JVM, with 0 if all went well. */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("record")) {
      System.exit(recordOnly(Path.of(arguments[1])));
    }
    Path work = Files.createTempDirectory("microlog-training");
    int code = 1;
    try {
      Path recording = work.resolve("training.jfr");
      if (recordElsewhere(recording)) {
        code = arguments[0].equals("files") ? trainFiles(recording) : trainAll(work, recording);
      }
    } catch (IOException e) {
      // the launcher does without a cache, and keeps this in a log
      System.err.println("no cache: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      StoreDirectory.deleteTree(work);
    }
    System.exit(code);
  }

  private static int recordOnly(Path file) throws IOException {
    try {
      record(file);
      return 0;
    } catch (ParseException e) {
      return 1;
    }
  }

  private static boolean recordElsewhere(Path recording) throws IOException, InterruptedException {
    Process recorder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CacheTraining.class.getName(),
                "record",
                recording.toString())
            .inheritIO()
            .start();
    return recorder.waitFor() == 0;
  }

  private static int trainFiles(Path recording) {
    Terminal terminal = Terminal.system();
    String timeline = recording.resolveSibling("training.microlog").toString();
    return Main.run(terminal, "convert", recording.toString(), "-o", timeline)
        + Main.run(terminal, "info", timeline)
        + Main.run(terminal, "export", timeline, "--format", "jsonl");
  }

  private static int trainAll(Path work, Path recording) throws IOException {
    for (ConversionOptions.Parser parser : ConversionOptions.Parser.values()) {
      JfrConverter.convert(
          recording,
          work.resolve(parser + ".microlog"),
          ConversionOptions.defaults().withParser(parser),
          ConversionProgress.NONE);
    }
    Path app = Files.createDirectories(work.resolve("store").resolve("training"));
    Path timeline = app.resolve("2026_01_01_00_00_00.microlog");
    int code =
        Main.run(Terminal.system(), "convert", recording.toString(), "-o", timeline.toString());
    StoreDirectory directory = StoreDirectory.open(work.resolve("store"));
    try (var store = DirectoryStore.open(directory, new JfrTimelineConversion());
        MicrologServer server =
            MicrologServer.start(ServerOptions.loopback(0, Distribution.version()), store)) {
      get(server.url() + "/");
      get(server.url() + "/api/recordings");
      get(server.url() + "/api/recordings/training/2026_01_01_00_00_00");
    }
    return code;
  }

  /** Some work of every kind, under the settings that most people take. */
  private static void record(Path file) throws IOException, ParseException {
    try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      var sum = new CRC32();
      long end = System.nanoTime() + RECORDED_NANOS;
      for (int i = 0; System.nanoTime() < end; i++) {
        sum.update(("item " + i + " of " + sum.getValue()).getBytes(StandardCharsets.UTF_8));
      }
      recording.stop();
      recording.dump(file);
    }
  }

  private static void get(String url) throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try (var in = connection.getInputStream()) {
      in.readAllBytes();
    } finally {
      connection.disconnect();
    }
  }
}
