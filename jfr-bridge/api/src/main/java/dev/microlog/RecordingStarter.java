package dev.microlog;

import dev.microlog.bridge.capture.Capture;
import dev.microlog.bridge.capture.StreamCapture;
import dev.microlog.bridge.recorder.Recorder;
import dev.microlog.bridge.recorder.RecorderOptions;
import dev.microlog.bridge.recorder.RecordingFiles;
import dev.microlog.bridge.recorder.RecordingSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts a recording from inside the program. */
final class RecordingStarter {
  private RecordingStarter() {}

  static RunningRecording start(String name) {
    Recorder recorder = null;
    try {
      recorder = tryStart(name);
    } catch (IOException e) {
      Capture.warn("not recording: " + e.getMessage());
    } catch (Throwable e) {
      Capture.warn("not recording: " + e);
    }
    RecordingFiles files = recorder == null ? null : recorder.files();
    return new RunningRecording(
        recorder, files == null ? null : files.finished(), Microlog.span(name));
  }

  private static @Nullable Recorder tryStart(String name) throws IOException {
    if (RecorderOptions.isDisabled(System.getenv()) || Recorder.isRecording()) {
      return null;
    }
    RecorderOptions options = RecorderOptions.parse(null, System.getenv()).withName(name);
    for (String complaint : options.complaints()) {
      Capture.warn("ignored: " + complaint);
    }
    Recorder recorder =
        Recorder.start(options, RecordingSettings.load(options.settings(), Microlog.class), false);
    if (recorder != null) {
      StreamCapture.install();
    }
    return recorder;
  }
}
