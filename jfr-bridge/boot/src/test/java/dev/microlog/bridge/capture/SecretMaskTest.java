package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

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
