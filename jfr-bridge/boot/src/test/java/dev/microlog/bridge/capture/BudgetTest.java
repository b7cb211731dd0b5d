package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void allowsSoManyInASecond() {
    Budget budget = new Budget("things", 2);
    assertTrue(budget.take(7));
    assertTrue(budget.take(7));
    assertFalse(budget.take(7));
    assertTrue(budget.take(8), "a new second");
    assertTrue(budget.take(-3), "the clock may be negative");
  }

  @Test
  void sharesOneSecondBetweenThreads() throws InterruptedException {
    Budget budget = new Budget("things", 1_000);
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 1_000; j++) {
                  taken.addAndGet(budget.take(5) ? 1 : 0);
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
}
