package dev.microlog.bridge.program;

import dev.microlog.Microlog;
import dev.microlog.RunningRecording;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Starts several recordings, one after the other. */
public final class Starts {
  private Starts() {}

  /** Starts and ends recordings; one in the middle cannot be written. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(System.getenv("MICROLOG_STORE")).resolve("starts");
    System.out.println("file " + start());
    System.out.println("file " + start());
    Path aside = Files.move(directory, directory.resolveSibling("aside"));
    Files.createFile(directory);
    System.out.println("file " + start());
    Files.delete(directory);
    Files.move(aside, directory);
    System.out.println("file " + start());
    System.out.println("hooks " + hooks());
    System.out.println("listeners " + listeners());
  }

  private static boolean start() {
    try (RunningRecording recording = Microlog.start("starts")) {
      return recording.file().isPresent();
    }
  }

  private static long hooks() throws ReflectiveOperationException {
    Map<?, ?> hooks = (Map<?, ?>) read("java.lang.ApplicationShutdownHooks", "hooks");
    return hooks.keySet().stream()
        .filter(thread -> ((Thread) thread).getName().startsWith("Microlog"))
        .count();
  }

  private static long listeners() throws ReflectiveOperationException {
    Collection<?> listeners =
        (Collection<?>) read("jdk.jfr.internal.PlatformRecorder", "changeListeners");
    return List.copyOf(listeners).size();
  }

  private static Object read(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(type).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
