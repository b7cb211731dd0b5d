package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void allowsABurstAndThenSoManyInASecond() {
    for (long start : new long[] {0, -5 * SECOND, Long.MAX_VALUE - SECOND}) {
      Budget budget = new Budget("things", 2, start);
      assertEquals(20, takeAll(budget, start), "ten seconds' worth after a quiet time");
      assertEquals(0, takeAll(budget, start + SECOND / 4));
      assertEquals(2, takeAll(budget, start + SECOND));
      assertEquals(6, takeAll(budget, start + 4 * SECOND));
      assertEquals(20, takeAll(budget, start + 1_000 * SECOND), "never more than a burst");
    }
  }

  @Test
  void isClosedUntilItIsReopened() {
    Budget budget = new Budget("things", 0);
    assertFalse(budget.isClosed());
    assertFalse(budget.takeIfOpen(), "nothing is allowed");
    assertTrue(budget.isClosed());
    budget.reopen();
    assertFalse(budget.isClosed());
    budget.limit(1_000);
    assertTrue(budget.takeIfOpen());
    takeAll(budget, 0);
    assertTrue(budget.isClosed());
    budget.limit(1_000_000);
    assertFalse(budget.isClosed(), "a new limit, a new beginning");
  }

  @Test
  void isSharedBetweenThreads() throws InterruptedException {
    Budget budget = new Budget("things", 100, 0);
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 1_000; j++) {
                  taken.addAndGet(budget.take(0) ? 1 : 0);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1_000, taken.get());
  }

  private static int takeAll(Budget budget, long now) {
    int taken = 0;
    while (budget.take(now)) {
      taken++;
    }
    return taken;
  }
}
