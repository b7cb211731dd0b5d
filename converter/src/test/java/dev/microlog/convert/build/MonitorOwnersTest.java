package dev.microlog.convert.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MonitorOwnersTest {
  private static final int A = 1;
  private static final int B = 2;
  private static final int C = 3;

  @Test
  void theLastOwnerIsNotBlamedForTheTimeItWaitedItself() {
    var owners = new MonitorOwners();
    owners.add(7, B, 100, 900, A);
    owners.add(7, C, 200, 950, B);
    owners.order();
    assertEquals(A, owners.longest(7, 100, 900, A));
    assertEquals(A, owners.longest(7, 200, 950, B));
  }

  @Test
  void theLastOwnerIsBlamedWhereItHeldTheMonitorLongest() {
    var owners = new MonitorOwners();
    owners.add(7, B, 100, 300, A);
    owners.add(7, C, 200, 950, B);
    owners.order();
    assertEquals(B, owners.longest(7, 200, 950, B));
  }

  @Test
  void otherMonitorsDoNotCountAndTurnsAreSummedUp() {
    var owners = new MonitorOwners();
    owners.add(8, B, 100, 900, A);
    owners.order();
    assertEquals(B, owners.longest(7, 200, 950, B));
    assertEquals(-1, owners.longest(7, 0, 10, -1));

    // A: 0-300, B: 300-600, A: 600-900, while C waits from 0 to 900
    var turns = new MonitorOwners();
    turns.add(7, B, 10, 300, A);
    turns.add(7, A, 310, 600, B);
    turns.add(7, C, 0, 900, A);
    turns.order();
    assertEquals(A, turns.longest(7, 0, 900, A));
  }
}
