package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Configuration;

/** The JFR settings a recording runs with. */
public final class RecordingSettings {
  /** What says how the JVM was called and what else runs: secrets stand there by custom. */
  private static final String[] SECRET_CARRIERS = {
    "jdk.InitialEnvironmentVariable",
    "jdk.InitialSystemProperty",
    "jdk.JVMInformation",
    "jdk.StringFlag",
    "jdk.StringFlagChanged",
    "jdk.SystemProcess",
  };

  private RecordingSettings() {}

  /**
   * Reads settings. Whatever they say, what carries secrets is off; {@code microlog.Recording} says
   * the rest of {@code jdk.JVMInformation}.
   *
   * @param name {@code microlog}, {@code profile}, or the path of a {@code .jfc} file
   * @param anchor a class of the jar that holds our own two files, in its package {@code
   *     dev.microlog.settings}
   * @throws IOException if there is no such file, or no settings in it
   */
  public static Map<String, String> load(String name, Class<?> anchor) throws IOException {
    Map<String, String> settings;
    if (isOurs(name)) {
      settings = SettingsText.parse(own(name, anchor));
      adapt(
          settings,
          name.equals("profile"),
          Runtime.version().feature(),
          System.getProperty("os.name", ""));
    } else {
      settings = read(Path.of(name));
    }
    for (String carrier : SECRET_CARRIERS) {
      settings.put(carrier + "#enabled", "false");
    }
    return settings;
  }

  private static Map<String, String> read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new HashMap<>(Configuration.create(reader).getSettings());
    } catch (ParseException e) {
      throw new IOException("no JFR settings in " + file + ": " + e.getMessage(), e);
    } catch (FileSystemException e) {
      throw new IOException("the settings " + file + " cannot be read (" + e + ")", e);
    }
  }

  /**
   * Makes of our plain file what this JVM can do best.
   *
   * <p>On JDK 25 and later on Linux, CPU-time samples instead of execution samples, which see at
   * most five threads at a tick; both would be the same twice. Elsewhere the event makes JFR print
   * a warning on the program's stdout, so it is not in the file.
   */
  static void adapt(Map<String, String> settings, boolean isProfile, int version, String system) {
    if (version >= 25 && system.equals("Linux")) {
      settings.put("jdk.CPUTimeSample#enabled", "true");
      settings.put("jdk.CPUTimeSample#throttle", isProfile ? "10 ms" : "20 ms");
      settings.put("jdk.ExecutionSample#enabled", "false");
    }
  }

  /** Whether it is one of our two files, which we adapt to the JVM. */
  static boolean isOurs(String name) {
    return name.equals("microlog") || name.equals("profile");
  }

  /** The agent's classes are the boot loader's, which finds its resources only from the start. */
  static String own(String name, Class<?> anchor) throws IOException {
    String resource = "dev/microlog/settings/" + name + ".jfc";
    InputStream found = anchor.getResourceAsStream("/" + resource);
    try (InputStream stream =
        found == null ? ClassLoader.getSystemResourceAsStream(resource) : found) {
      if (stream == null) {
        throw new IOException("the jar of " + anchor.getName() + " has no " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
