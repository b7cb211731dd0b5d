package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import jdk.jfr.Configuration;

/** The JFR settings a recording runs with. */
public final class RecordingSettings {
  private RecordingSettings() {}

  /**
   * Reads settings.
   *
   * @param name {@code microlog}, {@code profile}, or the path of a {@code .jfc} file
   * @param anchor a class of the jar that holds our own two files, in its package {@code
   *     dev.microlog.settings}
   * @throws IOException if there is no such file, or no settings in it
   */
  public static Map<String, String> load(String name, Class<?> anchor) throws IOException {
    try (Reader reader = open(name, anchor)) {
      return Configuration.create(reader).getSettings();
    } catch (ParseException e) {
      throw new IOException("no JFR settings in " + name + ": " + e.getMessage(), e);
    }
  }

  private static Reader open(String name, Class<?> anchor) throws IOException {
    if (!name.equals("microlog") && !name.equals("profile")) {
      return Files.newBufferedReader(Path.of(name));
    }
    String resource = "/dev/microlog/settings/" + name + ".jfc";
    InputStream stream = anchor.getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException("the jar of " + anchor.getName() + " has no " + resource);
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
