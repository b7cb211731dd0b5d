package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HousekeeperTest {
  @Test
  void readsTheResidentSize() {
    assertEquals(
        38_228, Housekeeper.residentKilobytes("Threads:\t9\nVmRSS:\t   38228 kB\nx: 1 kB"));
    assertEquals(-1, Housekeeper.residentKilobytes("VmRSS:\t   many kB\n"));
    assertEquals(-1, Housekeeper.residentKilobytes("VmRSS:\t   38228"));
    assertEquals(-1, Housekeeper.residentKilobytes(""));
  }
}
