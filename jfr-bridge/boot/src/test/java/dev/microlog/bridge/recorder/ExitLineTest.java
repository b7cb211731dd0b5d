package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitLineTest {
  @Test
  void looksLikeThis() {
    String url = ExitLine.url(null, "shop", "2026_11_22_06_31_51");
    assertEquals(
        "📈 Microlog ··· 26.3s ··· 4.6KB ··· shop ··· http://127.0.0.1:4000/log/shop/2026_11_22_06_31_51 🚀",
        ExitLine.of(26.3, 4_600, "shop", url, true));
    assertEquals(
        "Microlog ... 0.0s ... 12B ... shop ... http://host:1/log/shop/x",
        ExitLine.of(0.01, 12, "shop", ExitLine.url("http://host:1/", "shop", "x"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "999, 999B",
    "1000, 1.0KB",
    "999949, 999.9KB",
    "999999, 1.0MB",
    "64000000, 64.0MB",
    "5000000000, 5.0GB"
  })
  void namesSizes(long bytes, String expected) {
    assertEquals(expected, ExitLine.size(bytes));
  }
}
