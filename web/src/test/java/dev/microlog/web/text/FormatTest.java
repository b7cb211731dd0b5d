package dev.microlog.web.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "7, 7 µs",
    "999, 999 µs",
    "1000, 1 ms",
    "12345, 12.3 ms",
    "999499, 999 ms",
    "999500, 1 s",
    "1430000, 1.43 s",
    "59900000, 59.9 s",
    "62400000, 1 min 02 s",
    "3723000000, 1 h 02 min",
  })
  void durationsHaveThreeDigits(double micros, String text) {
    assertEquals(text, Format.duration(micros));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "96000, 96 kB", "1234567, 1.23 MB", "3.29e9, 3.29 GB"})
  void bytes(double bytes, String text) {
    assertEquals(text, Format.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.74, 74 %", "0.004, 0.4 %", "0.0001, < 0.1 %", "1, 100 %"})
  void shares(double ratio, String text) {
    assertEquals(text, Format.percent(ratio));
  }

  @ParameterizedTest
  @CsvSource({
    "31208000, 1000, 31.208 s",
    "60000000, 1000000, 1:00",
    "61500000, 100000, 1:01.5",
    "3661000000, 1000000, 1:01:01",
  })
  void pointsOnTheAxisAreAsExactAsTheAxis(double micros, double step, String text) {
    assertEquals(text, Format.time(micros, step));
  }

  @Test
  void dates() {
    assertEquals("1970-01-01 00:00:00", Format.dateTime(0));
    assertEquals("2026-11-22 06:31:51", Format.dateTime(1_795_329_111e6));
    assertEquals("2024-02-29 23:59:59", Format.dateTime(1_709_251_199e6));
  }

  @Test
  void countsAreGrouped() {
    assertEquals("9999", Format.count(9999));
    assertEquals("6,090,000", Format.count(6_090_000));
    assertEquals("-12,345", Format.count(-12_345));
  }
}
