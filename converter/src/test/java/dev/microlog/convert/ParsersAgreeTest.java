package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineEvents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own parser and JDK Mission Control's give the same timeline, event by event. */
class ParsersAgreeTest {
  @TempDir Path directory = Path.of("");

  @Test
  void onWhatThisJvmRecords() throws Exception {
    Path jfr = directory.resolve("own.jfr");
    TestRecordings.record(jfr, 2);
    assertAgree(jfr, 300);
  }

  @Test
  void onPublicRecordings() throws Exception {
    assertAgree(PublicRecordings.file("grafana_jfr-parser--FastSlow-2024-01-16-180855.jfr"), 1000);
    assertAgree(PublicRecordings.file("grafana_jfr-parser--wall.jfr"), 1000);
    assertAgree(PublicRecordings.file("grafana_jfr-parser--nativemem.jfr"), 10);
    assertAgree(PublicRecordings.file("moditect_jfr-analytics--basic.jfr"), 50);
    assertAgree(PublicRecordings.file("moditect_jfr-analytics--async-profiler-wall.jfr"), 400);
  }

  private void assertAgree(Path jfr, int least) throws Exception {
    List<String> ours = TimelineEvents.of(convert(jfr, ConversionOptions.Parser.DIRECT));
    List<String> theirs = TimelineEvents.of(convert(jfr, ConversionOptions.Parser.JMC));
    assertTrue(ours.size() > least, jfr + " has only " + ours.size() + " events");
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      assertEquals(theirs.get(i), ours.get(i), jfr.toString());
    }
    assertEquals(theirs.size(), ours.size(), jfr.toString());
  }

  private Timeline convert(Path jfr, ConversionOptions.Parser parser) throws Exception {
    Path file = directory.resolve(parser + ".microlog");
    JfrConverter.convert(
        jfr, file, ConversionOptions.defaults().withParser(parser), ConversionProgress.NONE);
    return TimelineFiles.read(file);
  }
}
