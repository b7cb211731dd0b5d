package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2 next | password=*** next",
        "db.password = hunter2, user=ann | db.password = ***, user=ann",
        "{\"apiKey\": \"abc def\", \"id\": 7} | {\"apiKey\": \"***\", \"id\": 7}",
        "API_KEY='x y z' done | API_KEY='***' done",
        "Authorization: Basic dXNlcjpwYXNz and more | Authorization: ***",
        "got access_token=abc&state=1 | got access_token=***&state=1",
        "jdbc:postgresql://ann:s3cret@db:5432/shop | jdbc:postgresql://ann:***@db:5432/shop",
        "header Bearer abcdef0123456789 sent | header Bearer *** sent",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_ end | jwt eyJ*** end",
        "key AKIAIOSFODNN7EXAMPLE used | key AKIA*** used",
        "-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY----- | -----BEGIN ***-----END PRIVATE KEY-----",
      })
  void masks(String text, String expected) {
    assertEquals(expected, SecretMask.apply(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 7 of Ann: 3 items, total=12.50",
        "http://127.0.0.1:4000/log/shop/2026_11_22",
        "user@example.org wrote: hello",
        "skip to task-list, ask-me",
        "tokens counted",
        "a=b",
        ":",
        "=",
        "",
        "12:30:01 INFO started in 3s",
      })
  void leavesOrdinaryTextAlone(String text) {
    assertSame(text, SecretMask.apply(text));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc://ann:s3c, jdbc://ann:***",
    "key AKIAIOS, key AKIA***",
    "Bearer abc, Bearer ***",
    "user ann: 3 items, user ann: 3 items",
  })
  void masksWhatMayBeTheFirstPartOfASecret(String text, String expected) {
    assertEquals(expected, SecretMask.apply(text, true));
    assertSame(text, SecretMask.apply(text, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ",
        "bearer ",
        "Basic ",
        "eyJ",
        "AKIA",
        "ASIA",
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "sk-",
        "-----BEGIN ",
      })
  void masksATokenWhereverItStands(String prefix) {
    for (String before : List.of("", " ", "be ", "sk ", "-- ", "a: b=", "é ")) {
      for (String after : List.of("", " and more", " é")) {
        assertEquals(
            before + prefix + "***" + (prefix.startsWith("--") ? "" : after),
            SecretMask.apply(before + prefix + "0123456789abcdef" + after),
            before + prefix + after);
      }
    }
  }

  /** A megabyte of JSON has 100,000 colons, and the agent's host waits for us. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1},", ":", "//a:", "//::::::::::"})
  void looksAtFewCharactersForEachColon(String part) {
    CountingText text = new CountingText("//user" + part.repeat(40_000));
    for (int i = text.text.indexOf(":"); i >= 0; i = text.text.indexOf(":", i + 1)) {
      SecretMask.passwordEnd(text, i, false);
    }
    assertTrue(text.looks < 200L * text.length(), text.looks + " looks at " + text.length());
  }

  /** Counts how often somebody looks at one of its characters. */
  private static final class CountingText implements CharSequence {
    final String text;
    long looks;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException("would not be counted");
    }
  }

  @Test
  void bearsAnyText() {
    long seed = 42;
    Random random = new Random(seed);
    String alphabet = "ab=: \"'/@password-token_eyJ\n";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String once = SecretMask.apply(text.toString());
      assertEquals(once.isEmpty(), text.isEmpty(), () -> "seed " + seed + ": " + text);
    }
  }
}
