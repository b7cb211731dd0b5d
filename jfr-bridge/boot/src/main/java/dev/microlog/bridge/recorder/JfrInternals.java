package dev.microlog.bridge.recorder;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * What has no public API: how deep JFR's stacks are, where it writes chunks, which old objects it
 * tells, and which collector runs.
 *
 * <p>Seen in the sources of JDK 17 and 25: {@code jfr.configure} calls {@code
 * Options.setStackDepth} and, before JFR is initialised, {@code Repository.setBasePath}, afterwards
 * {@code PlatformRecorder.migrate}. The same command through its MBean costs 70 to 100 ms for JMX
 * alone. The caller must have opened these packages to this class's module; where that or a method
 * is missing, the exception says so and JFR keeps its defaults.
 */
final class JfrInternals {
  private static final String PACKAGE = "jdk.jfr.internal.";

  private JfrInternals() {}

  static void setStackDepth(int frames) throws ReflectiveOperationException {
    Method method =
        Class.forName(PACKAGE + "Options").getDeclaredMethod("setStackDepth", Integer.class);
    invoke(method, null, frames);
  }

  /** Must be called before JFR is initialised. */
  static void setRepository(Path directory) throws ReflectiveOperationException {
    Class<?> type = Class.forName(PACKAGE + "Repository");
    Method method = find(type, "setBasePath");
    Object repository = invoke(type.getDeclaredMethod("getRepository"), null);
    invoke(method, repository, path(method.getParameterTypes()[0], directory));
  }

  /** Moves a running JFR to another directory; the current chunk ends. */
  static void migrate(Path directory) throws ReflectiveOperationException {
    Class<?> access = Class.forName(PACKAGE + "PrivateAccess");
    Object instance = invoke(access.getDeclaredMethod("getInstance"), null);
    Object recorder = invoke(access.getDeclaredMethod("getPlatformRecorder"), instance);
    Method method = find(recorder.getClass(), "migrate");
    invoke(method, recorder, path(method.getParameterTypes()[0], directory));
  }

  /**
   * Lets JFR tell all sampled objects that are alive, a switch of its own tests. Otherwise it tells
   * those older than the last collection in which a sampled object died ({@code ObjectSampler},
   * {@code oop_storage_gc_notification}): none at all in a program that leaks what it allocates.
   */
  static void tellAllOldObjects() throws ReflectiveOperationException {
    Class<?> type = Class.forName(PACKAGE + "test.WhiteBox");
    invoke(type.getDeclaredMethod("setWriteAllObjectSamples", boolean.class), null, true);
  }

  /**
   * Whether the collector is ZGC with generations, which keeps every sampled object alive until it
   * collects the old generation (JDK-8382740).
   */
  static boolean isGenerationalZgc() throws ReflectiveOperationException {
    Class<?> vm = Class.forName("jdk.internal.misc.VM");
    List<?> arguments = List.of((Object[]) invoke(vm.getMethod("getRuntimeArguments"), null));
    return arguments.contains("-XX:+UseZGC")
        && (Runtime.version().feature() >= 23 || arguments.contains("-XX:+ZGenerational"));
  }

  private static Method find(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 1) {
        return method;
      }
    }
    throw new NoSuchMethodException(type.getName() + "." + name);
  }

  /** JDK 24 and later take a {@code Path}; before it is a {@code SecuritySupport.SafePath}. */
  private static Object path(Class<?> type, Path directory) throws ReflectiveOperationException {
    if (type == Path.class) {
      return directory;
    }
    Constructor<?> constructor = type.getDeclaredConstructor(Path.class);
    constructor.setAccessible(true);
    return constructor.newInstance(directory);
  }

  private static Object invoke(
      Method method, @org.jspecify.annotations.Nullable Object target, Object... arguments)
      throws ReflectiveOperationException {
    method.setAccessible(true);
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(method + ": " + e.getCause(), e.getCause());
    }
  }
}
