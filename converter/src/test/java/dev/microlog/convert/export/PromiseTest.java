package dev.microlog.convert.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Fixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromiseTest {
  private static final Timeline SHOP =
      Fixture.of("main    AA...A\n        BB...B\n")
          .wait("main", WaitKind.MONITOR, 50, 60, "AB", "worker", "app.Cache")
          .timeline();

  @Test
  void saysWhichPromisesAreBroken() throws IOException {
    List<Promise> promises =
        Promise.parse(
            """
            # name, count, words, pattern

            shop\t1\twaits for the cache\t"kind":"monitor".*Cache
            shop\t2\ttwo waits\t"type":"wait"
            shop\t1\ta sleep\t"kind":"sleep"
            """);
    assertEquals(3, promises.size());
    assertEquals("shop", promises.get(0).subject());
    assertEquals(
        List.of("two waits (found 1 of 2)", "a sleep (found 0 of 1)"),
        Promise.broken(SHOP, promises));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop\t1\ttoo few", "shop\t0\tnothing\tx", "shop\tx\tno number\tx"})
  void whatIsNoPromiseIsRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> Promise.parse(line));
  }
}
