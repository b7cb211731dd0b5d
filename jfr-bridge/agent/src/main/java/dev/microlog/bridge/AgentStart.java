package dev.microlog.bridge;

import dev.microlog.bridge.capture.Capture;
import dev.microlog.bridge.capture.StreamCapture;
import dev.microlog.bridge.recorder.Recorder;
import dev.microlog.bridge.recorder.RecorderOptions;
import dev.microlog.bridge.recorder.RecordingSettings;
import dev.microlog.bridge.weave.Weaver;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does when it is loaded. Somebody's program waits for it, and the first lambdas,
 * streams and regular expressions of a JVM take milliseconds: here, and in what is called from
 * here, there are none.
 */
final class AgentStart {
  private static final long PATIENCE_MILLIS = 10_000;

  private AgentStart() {}

  static void run(@Nullable String argument, Instrumentation instrumentation) throws IOException {
    if (RecorderOptions.isDisabled(System.getenv())) {
      return;
    }
    RecorderOptions options = RecorderOptions.parse(argument, System.getenv());
    for (String complaint : options.complaints()) {
      Capture.warn("ignored: " + complaint);
    }
    // A second agent weaves nothing; its recorder only adds a report to the one that runs.
    Thread weaver = Recorder.isRecording() ? null : Weaver.start(instrumentation);
    Map<String, String> settings = RecordingSettings.load(options.settings(), AgentStart.class);
    boolean hasInternals = openInternals(instrumentation);
    if (Recorder.start(options, settings, hasInternals) != null) {
      StreamCapture.replacedByWeaving();
    }
    if (weaver != null) {
      await(weaver);
    }
  }

  /** What the program does first shall be captured. */
  private static void await(Thread weaver) {
    try {
      weaver.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens what {@code JfrInternals} names to the recorder, in the boot loader's unnamed module. */
  private static boolean openInternals(Instrumentation instrumentation) {
    try {
      open(instrumentation, Recording.class.getModule(), "jdk.jfr.internal");
      open(instrumentation, Recording.class.getModule(), "jdk.jfr.internal.test");
      open(instrumentation, Object.class.getModule(), "jdk.internal.misc");
      return true;
    } catch (RuntimeException e) {
      Capture.failed("deep stacks and chunks in the store", e);
      return false;
    }
  }

  private static void open(Instrumentation instrumentation, Module module, String name) {
    if (module.getPackages().contains(name)) {
      Map<String, Set<Module>> opened = Map.of(name, Set.of(Recorder.class.getModule()));
      instrumentation.redefineModule(module, Set.of(), Map.of(), opened, Set.of(), Map.of());
    }
  }
}
