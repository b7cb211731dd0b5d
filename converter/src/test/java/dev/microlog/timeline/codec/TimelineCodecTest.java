package dev.microlog.timeline.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RandomTimelines;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.TimelineText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineCodecTest {
  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      Timeline written = new RandomTimelines(seed).next(1 + seed * 7, true);
      byte[] bytes = new TimelineEncoder().encode(written);
      Timeline read = TimelineDecoder.decode(bytes);
      assertEquals(TimelineText.of(written), TimelineText.of(read), "seed " + seed);
      assertArrayEquals(bytes, new TimelineEncoder().encode(read), "seed " + seed);
    }
  }

  @Test
  void samplesMayBeWeeksFromTheStart() throws Exception {
    double[] weeks = {0, 1e5, 1e12, 3e12, 4e14};
    TimelineBuilder builder = new TimelineBuilder();
    for (int thread = 0; thread < 3; thread++) {
      builder.threads().add(thread, "t" + thread, "", false);
      for (double micros : weeks) {
        builder.samples().add(thread, micros + thread * 500, -1, SampleKind.JAVA, 20_000);
      }
    }
    builder.complete(true);
    Timeline written = builder.build();
    Timeline read = TimelineDecoder.decode(new TimelineEncoder().encode(written));
    assertEquals(TimelineText.of(written), TimelineText.of(read));
  }

  @Test
  void roundingIsThatOfTheWriter() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextInt(2_000_001) / 4.0 - 250_000;
      assertEquals(Math.rint(value), Columns.rounded(value) + 0.0, "rounded " + value);
    }
    assertEquals(Math.rint(4.5e15 + 0.5), Columns.rounded(4.5e15 + 0.5));
  }

  @Test
  void aPartOfAColumnIsFilled() {
    for (int from = 0; from < 9; from++) {
      for (int to = from; to < 40; to++) {
        int[] expected = new int[40];
        Arrays.fill(expected, from, to, 7);
        int[] filled = new int[40];
        Columns.fill(filled, from, to, 7);
        assertArrayEquals(expected, filled);
      }
    }
  }

  @Test
  void segmentsJoinToOneTimeline() throws Exception {
    byte[] bytes = segments(5, 40);
    Timeline read = TimelineDecoder.decode(bytes);
    assertTrue(read.complete());
    assertEquals(200, read.samples().size());
    byte[] joined = new TimelineEncoder().encode(read);
    assertEquals(TimelineText.of(read), TimelineText.of(TimelineDecoder.decode(joined)));
  }

  @Test
  void bytesMayArriveInPiecesOfAnySize() throws Exception {
    byte[] bytes = segments(4, 20);
    String whole = TimelineText.of(TimelineDecoder.decode(bytes));
    for (int size : new int[] {1, 7, 100, bytes.length - 1}) {
      TimelineDecoder decoder = new TimelineDecoder();
      for (int at = 0; at < bytes.length; at += size) {
        decoder.append(bytes, at, Math.min(at + size, bytes.length));
      }
      assertEquals(whole, TimelineText.of(decoder.build()), "pieces of " + size);
      assertEquals(4, decoder.segments());
      assertEquals(0, decoder.pendingBytes());
    }
  }

  @Test
  void everyPrefixGivesItsWholeSegments() throws Exception {
    byte[] bytes = segments(3, 4);
    int seen = 0;
    for (int length = 0; length < bytes.length; length++) {
      TimelineDecoder decoder = new TimelineDecoder();
      decoder.append(bytes, 0, length);
      Timeline timeline = decoder.build();
      assertFalse(timeline.complete());
      assertEquals(decoder.segments() * 4, timeline.samples().size());
      seen = Math.max(seen, decoder.segments());
    }
    assertEquals(2, seen);
  }

  @Test
  void aGrowingTimelineCanBeBuiltAgainAndAgain() throws Exception {
    RandomTimelines timelines = new RandomTimelines(11);
    TimelineEncoder encoder = new TimelineEncoder();
    TimelineDecoder decoder = new TimelineDecoder();
    for (int i = 1; i <= 3; i++) {
      decoder.append(encoder.encode(timelines.next(10, i == 3)));
      Timeline soFar = decoder.build();
      assertEquals(10 * i, soFar.samples().size());
      assertEquals(i == 3, soFar.complete());
    }
  }

  @Test
  void unknownSectionsAreSkipped() throws Exception {
    byte[] bytes = segments(1, 5);
    BytesWriter changed = new BytesWriter();
    changed.all(Arrays.copyOf(bytes, 5));
    changed.fixed32(bytes.length - Format.HEADER_BYTES + 5);
    changed.all(Arrays.copyOfRange(bytes, Format.HEADER_BYTES, bytes.length));
    changed.oneByte(99);
    changed.count(3);
    changed.all(new byte[] {1, 2, 3});
    assertEquals(
        TimelineText.of(TimelineDecoder.decode(bytes)),
        TimelineText.of(TimelineDecoder.decode(changed.toArray())));
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    byte[] bytes = segments(1, 5);
    bytes[4] = 3;
    MalformedTimelineException e =
        assertThrows(MalformedTimelineException.class, () -> TimelineDecoder.decode(bytes));
    assertTrue(String.valueOf(e.getMessage()).contains("version 3"), e.getMessage());
  }

  @Test
  void otherFilesAreRefused() {
    byte[] jfr = {'F', 'L', 'R', 0, 0, 2, 0, 1};
    assertThrows(MalformedTimelineException.class, () -> TimelineDecoder.decode(jfr));
    byte[] long4G = {'m', 'l', 'o', 'g', Format.VERSION, -1, -1, -1, -1, 0};
    assertThrows(MalformedTimelineException.class, () -> TimelineDecoder.decode(long4G));
  }

  @Test
  void segmentsOutOfOrderAreRefused() throws Exception {
    RandomTimelines timelines = new RandomTimelines(1);
    TimelineEncoder encoder = new TimelineEncoder();
    byte[] first = encoder.encode(timelines.next(3, false));
    byte[] second = encoder.encode(timelines.next(3, true));
    assertThrows(MalformedTimelineException.class, () -> TimelineDecoder.decode(second));
    TimelineDecoder decoder = new TimelineDecoder();
    decoder.append(first);
    assertThrows(MalformedTimelineException.class, () -> decoder.append(first));
    assertEquals(3, decoder.build().samples().size());
  }

  @Test
  void nothingFollowsTheEndMark() throws Exception {
    TimelineEncoder encoder = new TimelineEncoder();
    byte[] only = encoder.encode(new RandomTimelines(1).next(3, true));
    assertThrows(IllegalStateException.class, () -> encoder.encode(new TimelineBuilder().build()));
    TimelineDecoder decoder = new TimelineDecoder();
    decoder.append(only);
    assertThrows(MalformedTimelineException.class, () -> decoder.append(only));
  }

  /** Changed bytes give another timeline or our exception: never another one, never much memory. */
  @Test
  void changedBytesDoNoHarm() {
    byte[] bytes = segments(2, 12);
    Random random = new Random(4711);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = bytes.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        changed[9 + random.nextInt(changed.length - 9)] = (byte) random.nextInt(256);
      }
      try {
        TimelineDecoder.decode(changed);
        read++;
      } catch (MalformedTimelineException e) {
        refused++;
      }
    }
    assertTrue(read > 100 && refused > 100, read + " read, " + refused + " refused");
  }

  @Test
  void numbersOfAllSizesSurvive() throws Exception {
    double[] numbers = {
      0,
      1,
      -1,
      63,
      64,
      -64,
      -65,
      127,
      128,
      1 << 14,
      (1 << 28) - 1,
      1 << 28,
      Integer.MAX_VALUE,
      1.0 + Integer.MAX_VALUE,
      1L << 35,
      (1L << 49) - 1,
      BytesWriter.MAX_SIGNED,
      -BytesWriter.MAX_SIGNED
    };
    BytesWriter out = new BytesWriter();
    Arrays.stream(numbers).forEach(out::signed);
    BytesReader in = new BytesReader(out.toArray(), 0, out.size());
    for (double number : numbers) {
      assertEquals(number, in.signed());
    }
    assertFalse(in.hasMore());
    assertThrows(IllegalArgumentException.class, () -> out.signed(BytesWriter.MAX_SIGNED * 2));
    assertThrows(IllegalArgumentException.class, () -> out.signed(Double.NaN));
  }

  /** Log lines that differ in numbers alone, and what must not be taken for such. */
  @Test
  void textsOfOnePatternSurvive() throws Exception {
    TimelineBuilder builder = new TimelineBuilder();
    List<String> texts = new ArrayList<>(List.of("", "0", "\0", "a\0b7", "1234567890123456789"));
    for (int i = 0; i < 50; i++) {
      texts.add("order " + i * 7 + " of customer " + i * i + " took " + (50 - i) + " ms");
      texts.add("at 00" + i + ".0" + i + " " + (i + 1e11));
      texts.add("µ" + 999_999_999_999_990L + i);
      texts.add("nobody has this" + "x".repeat(i));
    }
    texts.forEach(builder.strings()::intern);
    byte[] bytes = new TimelineEncoder().encode(builder.build());
    Timeline read = TimelineDecoder.decode(bytes);
    assertEquals(builder.strings().size(), read.strings().size());
    for (int row = 0; row < read.strings().size(); row++) {
      assertEquals(builder.strings().text(row), read.strings().text(row));
    }
    assertTrue(bytes.length < 4500, bytes.length + " bytes");
  }

  /** A short section must not become texts that fill the memory. */
  @Test
  void patternsThatMakeTooMuchTextAreRefused() {
    BytesWriter out = new BytesWriter();
    int rows = 400_000;
    out.count(rows);
    out.count(1);
    out.text("\0" + "x".repeat(1000));
    for (int row = 0; row < rows; row++) {
      out.count(1);
    }
    assertThrows(
        MalformedTimelineException.class,
        () -> TextSection.read(reader(out.toArray()), new TimelineBuilder().strings()));
  }

  /** Two bytes must not stand for all pauses again and again. */
  @Test
  void pausesAreToldByOneLaneOfASegment() throws Exception {
    TimelineBuilder builder = new TimelineBuilder();
    for (int i = 0; i < 100; i++) {
      builder.pauses().add(1e5 * i, 1000, PauseKind.GC, -1);
      for (String name : new String[] {"gc", "longest"}) {
        builder.lanes().add(builder.lanes().lane(name, "ms", "x"), 1e5 * i, 1);
      }
    }
    builder.complete(true);
    Timeline timeline = builder.build();
    Timeline read = TimelineDecoder.decode(new TimelineEncoder().encode(timeline));
    assertEquals(TimelineText.of(timeline), TimelineText.of(read));

    BytesWriter forged = new BytesWriter();
    forged.count(1);
    forged.text("gc");
    forged.text("ms");
    forged.text("x");
    forged.count(2);
    for (int i = 0; i < 2; i++) {
      forged.count(0);
      forged.count(1);
    }
    assertThrows(
        MalformedTimelineException.class,
        () -> new LaneSection().read(reader(forged.toArray()), new TimelineBuilder()));
  }

  @Test
  void columnsAreObserved() {
    long[] sum = new long[1];
    TimelineEncoder encoder = new TimelineEncoder();
    encoder.observe((tag, column, bytes) -> sum[0] += bytes.length);
    byte[] segment = encoder.encode(new RandomTimelines(5).next(50, true));
    assertArrayEquals(new TimelineEncoder().encode(new RandomTimelines(5).next(50, true)), segment);
    assertTrue(
        sum[0] > segment.length * 0.9 && sum[0] < segment.length, sum[0] + " of " + segment.length);
  }

  @Test
  void numbersTooLongAreRefused() {
    byte[] tooLong = new byte[12];
    Arrays.fill(tooLong, (byte) 0xFF);
    assertThrows(MalformedTimelineException.class, () -> reader(tooLong).count());
    assertThrows(MalformedTimelineException.class, () -> reader(tooLong).whole());
    assertThrows(MalformedTimelineException.class, () -> reader(Arrays.copyOf(tooLong, 2)).count());
  }

  private static BytesReader reader(byte[] bytes) {
    return new BytesReader(bytes, 0, bytes.length);
  }

  private static byte[] segments(int count, int rows) {
    RandomTimelines timelines = new RandomTimelines(7);
    TimelineEncoder encoder = new TimelineEncoder();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IntStream.range(0, count)
        .forEach(i -> out.writeBytes(encoder.encode(timelines.next(rows, i == count - 1))));
    return out.toByteArray();
  }
}
