package dev.microlog.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Signals of the operating system, through {@code sun.misc.Signal} of the module jdk.unsupported
 * (JEP 260 keeps it for want of another way). It is called by reflection, since javac warns of it
 * in a way that cannot be switched off.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls the handler, with {@code "INT"}, {@code "TERM"} or {@code "HUP"}, in place of ending this
   * JVM.
   */
  static void handle(Consumer<String> handler, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, signalHandler);
      Method nameOf = signal.getMethod("getName");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {signalHandler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.accept((String) nameOf.invoke(arguments[0]));
                      yield null;
                    }
                    case "toString" -> "microlog signal handler";
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
      for (String name : names) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        handle.invoke(null, each, proxy);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // a JVM without that class, or a signal this system does not have: the default action stays
      return;
    }
  }

  /** Whether the process has a controlling terminal, which sends Ctrl-C to the child as well. */
  static boolean hasTerminal() {
    try (var tty = Files.newInputStream(Path.of("/dev/tty"))) {
      return tty != null;
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
