package dev.microlog.convert.build;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Map;

/** What the recorders themselves say that they lost. */
final class LossSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;
  private final RecordingFacts facts;

  LossSinks(TimelineBuilder tables, RecordingFacts facts) {
    this.tables = tables;
    this.facts = facts;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.DataLoss", (type, fields) -> dataLoss(fields));
    factories.put("jdk.CPUTimeSamplesLost", (type, fields) -> samplesLost(fields));
    factories.put("microlog.Loss", (type, fields) -> loss(fields));
  }

  private EventSink dataLoss(EventFields fields) {
    int amount = fields.find("amount");
    return event -> {
      double bytes = event.number(amount);
      if (bytes > 0) {
        facts.lostBytes += bytes;
        add(
            event,
            "The recorder lost " + (long) bytes + " bytes of events",
            "Its buffers were full (jdk.DataLoss): events of this moment may be missing.");
      }
    };
  }

  private EventSink samplesLost(EventFields fields) {
    int lost = fields.find("lostSamples");
    return event -> {
      double samples = event.number(lost);
      if (samples > 0) {
        facts.lostSamples += samples;
      }
    };
  }

  private EventSink loss(EventFields fields) {
    int what = fields.find("what");
    int count = fields.find("count");
    int detail = fields.find("detail");
    return event -> {
      double number = event.number(count);
      String text = event.text(detail);
      add(
          event,
          "Lost: " + (number > 0 ? (long) number + " " : "") + event.text(what),
          text == null ? "" : text);
    };
  }

  private void add(Event event, String title, String detail) {
    tables.add(
        new Finding(
            Finding.Kind.DATA_LOSS,
            Finding.Severity.WARNING,
            title,
            detail,
            -1,
            Math.max(0, Math.rint(event.startMicros())),
            0,
            -1));
  }
}
