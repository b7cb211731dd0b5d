package dev.microlog.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.explain.evidence.EvidenceRow;
import dev.microlog.server.explain.evidence.Place;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckerTest {
  private static CheckedAnswer check(String answer) {
    Set<String> known = Set.of("C1", "C12", "W3", "SC2");
    return AnswerChecker.check(
        answer, id -> known.contains(id) ? new EvidenceRow(id, "row", Place.NOWHERE) : null);
  }

  private static String markdown(String answer) {
    return check(answer).markdown().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It waits [C12].            | It waits [C12](evidence:C12).",
        "Both [C1, W3] and [C1][W3] | Both [C1](evidence:C1) [W3](evidence:W3) and [C1](evidence:C1)[W3](evidence:W3)",
        "The range [SC2]            | The range [SC2](evidence:SC2)",
        "A [C1](https://x.example/) | A [C1](evidence:C1)",
        "A [C1](javascript:x)       | A [C1](evidence:C1)",
        "**[C1]** _[W3]_            | **[C1](evidence:C1)** _[W3](evidence:W3)_",
        "code `[C1]` stays          | code `[C1]` stays",
        "array[12] and [x] stay     | array\\[12\\] and \\[x\\] stay",
        "see [docs](https://docs.oracle.com/a) | see [docs](https://docs.oracle.com/a)",
        "see [docs](http://docs.example/a)     | see docs",
        "see [docs](https://a:b@docs.example/) | see docs",
        "see [docs](data:text/html;x)          | see docs",
        "see [docs](evidence:C1)               | see docs",
        "see [docs](/api/recordings)           | see docs",
        "see [docs](//evil.example/)           | see docs",
        "pic ![alt](https://x.example/i.png)   | pic (image left out: alt)",
      })
  void linksToEvidenceAndPlainHttpsOnly(String answer, String expected) {
    assertEquals(expected, markdown(answer));
  }

  @Test
  void marksWhatIsUnproven() {
    CheckedAnswer checked = check("True [C1], false [C99] and [Z1].");
    assertEquals(List.of("C99", "Z1"), checked.unproven());
    assertEquals(Set.of("C1"), checked.cited().keySet());
    assertTrue(checked.markdown().contains("**\\[C99\\] (unproven)**"), checked.markdown());
  }

  @Test
  void disarmsAHostileAnswer() {
    CheckedAnswer checked = check(ModelStub.HOSTILE);
    String text = checked.markdown();
    assertFalse(text.contains("evil.example/t.png"), text);
    assertFalse(text.contains("](" + "javascript"), text);
    assertFalse(text.contains("](data:"), text);
    assertFalse(text.contains("](http:"), text);
    assertTrue(text.contains("\\<script\\>"), text);
    assertTrue(text.contains("\\<img"), text);
    assertTrue(text.contains("[ok](https://example.org/a)"), text);
    assertEquals(List.of("C999"), checked.unproven());
  }

  @Test
  void isNotFooledByDefinitionsOfReferences() {
    String text = markdown("It waits [C1].\n\n[C1]: https://evil.example/x");
    assertEquals("It waits [C1](evidence:C1).", text);
  }

  @Test
  void checksItsOwnResultTheSameWay() {
    String once = markdown("## A\n\n- It waits [C12] *a* `List<String>` a < b\n- x [Z9]\n");
    assertTrue(once.contains("`List<String>`"), once);
    assertFalse(once.contains("\u001b"), once);
  }

  @Test
  void dropsControlAndDirectionCharacters() {
    assertEquals("ab c\td", AnswerChecker.printable("a\u001bb\u202e c\td\u0000\ufeff"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "![", "*", "<", "`", "> ", "[C1]", "[a](", "- ", "_a", "&"})
  void isFastOnHostileText(String piece) {
    String answer = piece.repeat(60_000 / piece.length());
    String checked =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> markdown(answer), piece);
    assertFalse(checked.isEmpty());
  }
}
