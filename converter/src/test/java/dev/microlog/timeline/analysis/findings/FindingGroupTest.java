package dev.microlog.timeline.analysis.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingGroupTest {
  private static Finding finding(
      Finding.Kind kind, Finding.Severity severity, String title, double micros, int method) {
    return new Finding(kind, severity, title, "", 0, 1000, micros, method);
  }

  @Test
  void equalFindingsOfOneMethodAreOneThing() {
    Fixture fixture = Fixture.empty();
    int price = fixture.method("app.Shop", "price", MethodKind.YOURS);
    int pay = fixture.method("app.Shop", "pay", MethodKind.YOURS);
    Timeline timeline = fixture.timeline();
    List<FindingGroup> groups =
        FindingGroup.of(
            timeline,
            List.of(
                finding(Finding.Kind.ANOMALY, Finding.Severity.INFO, "slow 1", 30_000, price),
                finding(Finding.Kind.ANOMALY, Finding.Severity.INFO, "slow 2", 90_000, price),
                finding(Finding.Kind.ANOMALY, Finding.Severity.INFO, "slow 3", 10_000, pay),
                finding(Finding.Kind.LOCK, Finding.Severity.WARNING, "lock", 5_000, price)));
    assertEquals(
        List.of("lock", "Shop.price: 2 slow calls, the longest 90 ms", "slow 3"),
        groups.stream().map(FindingGroup::title).toList());
    assertEquals("slow 2", groups.get(1).findings().get(0).title());
    assertEquals(Finding.Kind.ANOMALY, groups.get(1).kind());
  }

  @Test
  void aGroupHasFindings() {
    assertThrows(IllegalArgumentException.class, () -> new FindingGroup("x", List.of()));
    assertEquals(List.of(), FindingGroup.of(Fixture.empty().timeline(), List.of()));
  }
}
