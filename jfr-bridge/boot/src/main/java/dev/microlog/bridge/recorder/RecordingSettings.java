package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
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
      Map<String, String> settings = new HashMap<>(Configuration.create(reader).getSettings());
      if (isOurs(name)) {
        adapt(
            settings,
            name.equals("profile"),
            Runtime.version().feature(),
            System.getProperty("os.name", ""));
      }
      return settings;
    } catch (ParseException e) {
      throw new IOException("no JFR settings in " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes of our plain file what this JVM can do best.
   *
   * <p>On JDK 25 and later on Linux, CPU-time samples: execution samples see at most five threads
   * at a tick. Elsewhere the event makes JFR print a warning on the program's stdout, so it is not
   * in the file. {@code jdk.JVMInformation} is off, as its arguments may hold secrets; {@code
   * microlog.Recording} says the rest.
   */
  static void adapt(Map<String, String> settings, boolean isProfile, int version, String system) {
    if (version >= 25 && system.equals("Linux")) {
      settings.put("jdk.CPUTimeSample#enabled", "true");
      settings.put("jdk.CPUTimeSample#throttle", isProfile ? "10 ms" : "20 ms");
    }
    settings.put("jdk.JVMInformation#enabled", "false");
  }

  private static boolean isOurs(String name) {
    return name.equals("microlog") || name.equals("profile");
  }

  private static Reader open(String name, Class<?> anchor) throws IOException {
    if (!isOurs(name)) {
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
