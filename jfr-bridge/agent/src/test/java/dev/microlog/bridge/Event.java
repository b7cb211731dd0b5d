package dev.microlog.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** An event of a recording, read with the JDK's own reader. */
record Event(RecordedEvent event) {
  /** All events of this name in the order of their start. */
  static List<Event> read(Path recording, String name) throws IOException {
    List<Event> events = new ArrayList<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(name)) {
          events.add(new Event(event));
        }
      }
    }
    events.sort(Comparator.comparing(entry -> entry.event().getStartTime()));
    return events;
  }

  String text(String field) {
    return String.valueOf(event.getString(field));
  }

  String thread() {
    RecordedThread thread = event.getThread();
    return thread == null ? "none" : String.valueOf(thread.getJavaName());
  }

  boolean hasStack() {
    return event.getStackTrace() != null;
  }

  /** The first frame that is neither ours nor the JDK's, as {@code Class.method}. */
  String caller() {
    if (event.getStackTrace() == null) {
      return "none";
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("dev.microlog.bridge.program.")) {
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
      }
    }
    return "unknown";
  }
}
