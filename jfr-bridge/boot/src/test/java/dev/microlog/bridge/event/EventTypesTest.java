package dev.microlog.bridge.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each event says what it is, and docs/EVENTS.md says the same. */
class EventTypesTest {
  private static final Set<String> OF_JFR =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  @ParameterizedTest
  @ValueSource(
      classes = {
        PrintEvent.WithStack.class,
        PrintEvent.Bare.class,
        LogEvent.WithStack.class,
        LogEvent.Bare.class,
        SpanEvent.class,
        RecordingEvent.class,
        MetricEvent.class,
        DescriptorLeakEvent.class,
        LossEvent.class,
      })
  void isDescribed(Class<? extends Event> type) throws IOException {
    EventType event = EventType.getEventType(type);
    assertTrue(event.getName().matches("microlog\\.[A-Z][A-Za-z]+"), event.getName());
    assertEquals(List.of("Microlog"), event.getCategoryNames());
    assertNotNull(event.getLabel());
    String description = event.getDescription();
    assertNotNull(description);
    assertFalse(description.isBlank());

    List<String> names = new ArrayList<>();
    for (ValueDescriptor field : event.getFields()) {
      if (!OF_JFR.contains(field.getName())) {
        names.add(field.getName());
        assertNotNull(field.getLabel(), field.getName());
        assertNotNull(field.getDescription(), field.getName());
      }
    }
    assertEquals(documentedFields(event.getName()), names, event.getName());
  }

  @ParameterizedTest
  @ValueSource(classes = DescriptorLeakEvent.class)
  void timesAreTimestamps(Class<? extends Event> type) {
    ValueDescriptor opened = EventType.getEventType(type).getField("opened");
    assertNotNull(opened.getAnnotation(Timestamp.class));
  }

  private static List<String> documentedFields(String event) throws IOException {
    Path document = Path.of("..", "..", "docs", "EVENTS.md");
    List<String> fields = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + event);
      } else if (inside && line.startsWith("| `")) {
        fields.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    return fields;
  }
}
