package dev.microlog.convert.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExportTest {
  private static Timeline shop() {
    Fixture fixture =
        Fixture.of(
                """
                main    AA...A
                        BB...B
                worker  ......C
                """)
            .wait("main", WaitKind.MONITOR, 50, 60, "AB", "worker", "app.Cache")
            .pause(4, 2)
            .lane("heap.used", "bytes", 100, 4096)
            .log("main", 30, Level.WARN, "app.Main", "slow \"query\"");
    fixture.builder().allocations().add(0, 20_000, fixture.stack("AD"), -1, 512);
    fixture
        .builder()
        .add(
            new Finding(
                Finding.Kind.DATA_LOSS, Finding.Severity.WARNING, "lost", "2 kB", -1, -1, 0, -1));
    return fixture.timeline();
  }

  private static byte[] export(Timeline timeline, ExportFormat format, ExportOptions options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Export.write(timeline, format, options, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static String text(Timeline timeline, ExportFormat format, ExportOptions options) {
    return new String(export(timeline, format, options), StandardCharsets.UTF_8);
  }

  private static ExportOptions mode(Mode mode) {
    return new ExportOptions(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, null, mode);
  }

  @Test
  void jsonLinesHaveTheShapeOfTheContract() {
    assertEquals(
        """
        {"type":"recording","name":"test","start":"2023-11-14T22:13:20.000Z","duration":150.0,"jvm":"OpenJDK","periods":{"execution":20.0,"native":20.0},"samples":4,"lost":0}
        {"type":"thread","thread":"main","virtual":false,"start":0.0,"end":150.0,"id":1}
        {"type":"thread","thread":"worker","virtual":false,"start":0.0,"end":150.0,"id":2}
        {"type":"sample","thread":"main","start":20.0,"kind":"java","weight":20.0,"stack":["app.Main.B","app.Main.A"]}
        {"type":"sample","thread":"main","start":40.0,"kind":"java","weight":20.0,"stack":["app.Main.B","app.Main.A"]}
        {"type":"sample","thread":"main","start":120.0,"kind":"java","weight":20.0,"stack":["app.Main.B","app.Main.A"]}
        {"type":"sample","thread":"worker","start":140.0,"kind":"java","weight":20.0,"stack":["app.Main.C"]}
        {"type":"allocation","thread":"main","start":20.0,"class":"","weight":512,"stack":["app.Main.D","app.Main.A"]}
        {"type":"span","thread":"main","depth":0,"method":"app.Main.A","start":10.0,"duration":120.0,"cpu":60.0,"samples":3,"uncertainty":20.0}
        {"type":"span","thread":"main","depth":1,"method":"app.Main.B","start":10.0,"duration":120.0,"cpu":60.0,"samples":3,"uncertainty":20.0}
        {"type":"span","thread":"worker","depth":0,"method":"app.Main.C","start":130.0,"duration":20.0,"cpu":20.0,"samples":1,"uncertainty":20.0}
        {"type":"wait","thread":"main","kind":"monitor","start":50.0,"duration":60.0,"method":"app.Main.B","detail":"app.Cache","owner":"worker"}
        {"type":"wait","thread":null,"kind":"gc","start":4.0,"duration":2.0,"method":"","detail":"G1 Young: G1 Evacuation Pause"}
        {"type":"log","thread":"main","level":"warn","logger":"app.Main","message":"slow \\"query\\"","start":30.0,"source":"jul"}
        {"type":"metric","lane":"heap.used","unit":"bytes","start":100.0,"value":4096.0}
        {"type":"finding","kind":"data_loss","title":"lost","detail":"2 kB","method":"","start":null,"severity":"warning"}
        """,
        text(shop(), ExportFormat.JSONL, ExportOptions.ALL));
  }

  @Test
  void rangeThreadsAndModeChooseLines() {
    ExportOptions late = new ExportOptions(125_000, 1e9, Pattern.compile("^work"), null);
    String lines = text(shop(), ExportFormat.JSONL, late);
    assertTrue(lines.contains("\"type\":\"sample\",\"thread\":\"worker\""));
    assertFalse(lines.contains("\"thread\":\"main\""));
    assertFalse(lines.contains("\"type\":\"metric\""));
    String locks = text(shop(), ExportFormat.JSONL, mode(Mode.LOCK));
    assertEquals(4, locks.lines().count());
    assertTrue(locks.contains("monitor"));
    assertFalse(text(shop(), ExportFormat.JSONL, mode(Mode.IO)).contains("monitor"));
    assertThrows(IllegalArgumentException.class, () -> new ExportOptions(5, 5, null, null));
  }

  @Test
  void findingsOfOtherThreadsAreLeftOut() {
    Fixture fixture = Fixture.of("main    A\nworker  B");
    Finding finding =
        new Finding(Finding.Kind.LOCK, Finding.Severity.INFO, "held", "", 0, 10_000, 0, -1);
    fixture.builder().add(finding);
    assertTrue(text(fixture.timeline(), ExportFormat.JSONL, threads("main")).contains("held"));
    assertFalse(text(fixture.timeline(), ExportFormat.JSONL, threads("work")).contains("held"));
  }

  @Test
  void threadsOfOneNameAreToldApart() {
    Fixture fixture = Fixture.of("main  A");
    fixture.builder().threads().add(77, "main", "main", false);
    assertTrue(
        text(fixture.timeline(), ExportFormat.JSONL, ExportOptions.ALL)
            .contains("\"type\":\"sample\",\"thread\":\"main\",\"threadId\":1"));
  }

  @Test
  void collapsedStacksAreWeighed() {
    assertEquals(
        "app.Main.A;app.Main.B 60000\napp.Main.C 20000\n",
        text(shop(), ExportFormat.COLLAPSED, ExportOptions.ALL));
    assertEquals(
        "app.Main.A;app.Main.B 120000\napp.Main.C 20000\n",
        text(shop(), ExportFormat.COLLAPSED, mode(Mode.WALL)));
    assertEquals(
        "app.Main.A;app.Main.D 512\n", text(shop(), ExportFormat.COLLAPSED, mode(Mode.ALLOCATION)));
    ExportOptions half = new ExportOptions(0, 80_000, null, Mode.LOCK);
    assertEquals("app.Main.A;app.Main.B 30000\n", text(shop(), ExportFormat.COLLAPSED, half));
  }

  @Test
  void protocolBuffersAreEncodedAsSpecified() throws IOException {
    ProtoBuffer inner = new ProtoBuffer();
    inner.integer(1, 150);
    ProtoBuffer message = new ProtoBuffer();
    message.message(3, inner);
    message.text(2, "testing");
    message.packed(4, 3, 270, 86942);
    message.integer(5, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    // the examples of protobuf.dev/programming-guides/encoding
    assertEquals(
        "1a03089601" + "120774657374696e67" + "2206038e029ea705",
        HexFormat.of().formatHex(out.toByteArray()));
  }

  @Test
  void pprofNamesWhatItHolds() throws IOException {
    byte[] bytes = export(shop(), ExportFormat.PPROF, ExportOptions.ALL);
    String raw =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.ISO_8859_1);
    for (String text :
        List.of(
            "samples", "cpu", "nanoseconds", "app.Main.B", "thread", "worker", "app/Main.java")) {
      assertTrue(raw.contains(text), text);
    }
  }

  /** The integer in a field of the message itself, not of those in it. */
  private static long integer(byte[] message, int field) {
    int[] at = {0};
    while (at[0] < message.length) {
      long tag = varint(message, at);
      long value = varint(message, at);
      if (tag == ((long) field << 3)) {
        return value;
      }
      at[0] += (tag & 7) == 2 ? (int) value : 0;
    }
    return 0;
  }

  private static long varint(byte[] message, int[] at) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message[at[0]++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Test
  void pprofBeginsAndLastsAsTheRange() throws IOException {
    ExportOptions range = new ExportOptions(40_000, 100_000, null, null);
    byte[] bytes = export(shop(), ExportFormat.PPROF, range);
    byte[] profile = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    double start = shop().recording().startEpochMicros();
    assertEquals(Math.round(start + 40_000) * 1000, integer(profile, 9));
    assertEquals(60_000_000, integer(profile, 10));
  }

  @Test
  void speedscopeCallsNest() throws IOException {
    String json = text(shop(), ExportFormat.SPEEDSCOPE, ExportOptions.ALL);
    checkJson(json);
    assertTrue(
        json.contains(
            """
            {"type":"evented","name":"main","unit":"microseconds","startValue":0.0,"endValue":150000.0,\
            "events":[{"type":"O","frame":0,"at":10000.0},{"type":"O","frame":1,"at":10000.0},\
            {"type":"O","frame":4,"at":50000.0},{"type":"C","frame":4,"at":110000.0},\
            {"type":"C","frame":1,"at":130000.0},{"type":"C","frame":0,"at":130000.0}]}\
            """),
        json);
    checkJson(text(shop(), ExportFormat.SPEEDSCOPE, mode(Mode.CPU)));
  }

  @Test
  void firefoxGapsHaveNoStack() throws IOException {
    String json = text(shop(), ExportFormat.FIREFOX, ExportOptions.ALL);
    checkJson(json);
    assertTrue(json.contains("\"preprocessedProfileVersion\":48"));
    assertTrue(json.contains("\"stack\":[1,3,5,5,5,7,null]"), json);
    assertTrue(json.contains("\"name\":\"worker\""));
    checkJson(text(shop(), ExportFormat.FIREFOX, mode(Mode.CPU)));
  }

  /** The profiler refuses a profile without threads. */
  @Test
  void aFirefoxProfileHasAThreadWhereThereIsNothingToShow() {
    String noIo = text(shop(), ExportFormat.FIREFOX, mode(Mode.IO));
    assertTrue(noIo.contains("\"name\":\"main\",\"isMainThread\":true"), noIo);
    String empty = text(Fixture.empty().timeline(), ExportFormat.FIREFOX, ExportOptions.ALL);
    assertTrue(empty.contains("\"threads\":[{"), empty);
  }

  private static void checkJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        assertTrue(parser.currentToken() != null);
      }
    }
  }

  /** What worker did, at 140 ms, is there if and only if it was asked for. */
  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void everyFormatTakesRangeThreadsAndKind(ExportFormat format) throws IOException {
    ExportOptions early = new ExportOptions(0, 80_000, null, null);
    ExportOptions late = new ExportOptions(125_000, 1e9, null, null);
    for (ExportOptions with :
        List.of(ExportOptions.ALL, late, threads("^work"), mode(Mode.CPU), mode(Mode.WALL))) {
      assertTrue(showsWorker(format, with), format + " " + with);
    }
    for (ExportOptions without :
        List.of(early, threads("^main"), mode(Mode.LOCK), mode(Mode.ALLOCATION), mode(Mode.IO))) {
      assertFalse(showsWorker(format, without), format + " " + without);
    }
  }

  private static ExportOptions threads(String pattern) {
    return new ExportOptions(
        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Pattern.compile(pattern), null);
  }

  private static boolean showsWorker(ExportFormat format, ExportOptions options)
      throws IOException {
    byte[] bytes = export(shop(), format, options);
    if (format == ExportFormat.PPROF) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return switch (format) {
      case SPEEDSCOPE, FIREFOX -> text.contains("\"name\":\"worker\"");
      default -> text.contains("app.Main.C");
    };
  }

  @Test
  void anEmptyTimelineCanBeWritten() throws IOException {
    for (ExportFormat format : ExportFormat.values()) {
      boolean[] closed = {false};
      OutputStream out =
          new ByteArrayOutputStream() {
            @Override
            public void close() {
              closed[0] = true;
            }
          };
      Export.write(Fixture.empty().timeline(), format, ExportOptions.ALL, out);
      assertFalse(closed[0], format.id());
      assertEquals(format, ExportFormat.of(format.id()));
    }
    assertThrows(IllegalArgumentException.class, () -> ExportFormat.of("xml"));
  }
}
