package dev.microlog.web.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ThrowablesTest {
  private static final String TEXT =
      """
      java.lang.IllegalStateException: no stock
      for book 7
      \tat com.acme.Shop.sell(Shop.java:12)
      \tat java.base/java.lang.Thread.run(Thread.java:1474)
      \tat app//com.acme.Main$Cart.<init>(Main.java)
      \tat jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Native Method)
      \t... 3 more
      Caused by: java.io.IOException: gone
      \tat com.acme.Stock.read(Stock.java:40)
      \tSuppressed: java.lang.Error
      \t\tat com.acme.Stock.close(Stock.java:44)
      """;

  @Test
  void causesAndWhatWasSuppressedArePartsOfTheirOwn() {
    List<Throwables.Part> parts = Throwables.parse(TEXT);
    assertEquals(
        List.of(
            "java.lang.IllegalStateException: no stock\nfor book 7",
            "Caused by: java.io.IOException: gone",
            "Suppressed: java.lang.Error"),
        parts.stream().map(Throwables.Part::head).toList());
    assertEquals(5, parts.get(0).frames().size());
    assertEquals(
        new Throwables.Frame("at com.acme.Stock.close(Stock.java:44)", "com.acme.Stock", 44),
        parts.get(2).frames().get(0));
  }

  @Test
  void framesSayWhereTheirSourceIs() {
    List<Throwables.Frame> frames = Throwables.parse(TEXT).get(0).frames();
    assertEquals("java.lang.Thread", frames.get(1).className());
    assertEquals(1474, frames.get(1).line());
    assertEquals("com.acme.Main$Cart", frames.get(2).className());
    assertEquals(-1, frames.get(2).line());
    assertEquals(-1, frames.get(3).line());
    assertFalse(frames.get(4).hasSource());
  }

  @Test
  void anyTextIsTakenApartWithoutFailing() {
    for (int end = 0; end <= TEXT.length(); end++) {
      Throwables.parse(TEXT.substring(0, end));
    }
    assertEquals(List.of(), Throwables.parse(""));
    assertEquals(1, Throwables.parse("at (((").size());
    assertEquals(-1, Throwables.parse("at a.b(c:99999999999999)").get(0).frames().get(0).line());
    Throwables.parse("at x(\n".repeat(100_000));
  }
}
