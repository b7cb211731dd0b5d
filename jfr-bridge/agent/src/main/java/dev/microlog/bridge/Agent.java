package dev.microlog.bridge;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters. Holds no reference to any class of the boot jar itself, so that it can say
 * so when that jar is missing.
 */
public final class Agent {
  private Agent() {}

  /** Called before {@code main}: {@code -javaagent:microlog-agent.jar=name=shop,…}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  /** Called when the agent is loaded into a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  private static void start(@Nullable String argument, Instrumentation instrumentation) {
    try {
      AgentStart.run(argument, instrumentation);
    } catch (NoClassDefFoundError e) {
      complain(missing(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      complain("not recording: " + e.getMessage());
    } catch (Throwable e) {
      complain("not recording: " + e);
    }
  }

  /** What to do about a class that is not there. */
  private static String missing(String type) {
    return type.startsWith("jdk/jfr/")
        ? "this Java has no Flight Recorder; not recording (add the module jdk.jfr to its image)"
        : "microlog-boot.jar must lie next to microlog-agent.jar; not recording (" + type + ")";
  }

  private static void complain(String text) {
    // Not closed on purpose: closing the stream would close the process's stderr.
    FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
    try {
      stderr.write(("Microlog: " + text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // A closed stderr: nobody listens.
    }
  }
}
