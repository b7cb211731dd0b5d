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

/** What the agent does when it is loaded. */
final class AgentStart {
  private AgentStart() {}

  static void run(@Nullable String argument, Instrumentation instrumentation) throws IOException {
    if (RecorderOptions.isDisabled(System::getenv)) {
      return;
    }
    RecorderOptions options = RecorderOptions.parse(argument, System::getenv);
    options.complaints().forEach(complaint -> Capture.warn("ignored: " + complaint));
    Map<String, String> settings = RecordingSettings.load(options.settings(), AgentStart.class);
    boolean hasInternals = openJfr(instrumentation);
    if (Recorder.start(options, settings, hasInternals) != null) {
      StreamCapture.replacedByWeaving();
      Weaver.install(instrumentation);
    }
  }

  /** Opens JFR's internals to the recorder, which lives in the boot loader's unnamed module. */
  private static boolean openJfr(Instrumentation instrumentation) {
    try {
      instrumentation.redefineModule(
          Recording.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("jdk.jfr.internal", Set.of(Recorder.class.getModule())),
          Set.of(),
          Map.of());
      return true;
    } catch (RuntimeException e) {
      Capture.failed("deep stacks and chunks in the store", e);
      return false;
    }
  }
}
