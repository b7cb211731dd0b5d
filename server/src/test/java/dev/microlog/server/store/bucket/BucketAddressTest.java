package dev.microlog.server.store.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketAddressTest {
  @SuppressWarnings("NullAway") // a map gives null for what it has not
  private static Optional<BucketAddress> from(
      Map<String, String> environment, Map<String, String> file) throws IOException {
    return BucketAddress.from(environment::get, file::get);
  }

  private static BucketAddress of(String bucket) throws IOException {
    return from(Map.of(), Map.of("store.bucket", bucket)).orElseThrow();
  }

  @Test
  void noneIsConfigured() throws IOException {
    assertTrue(from(Map.of("MICROLOG_S3_BUCKET", " "), Map.of("store.region", "x")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "s3://team,          team, '',      s3://team",
    "s3://team/,         team, '',      s3://team",
    "s3://team/jvm,      team, jvm/,    s3://team/jvm",
    "s3://team//a/b.c//, team, a/b.c/,  s3://team/a/b.c",
  })
  void readsBucketAndPrefix(String text, String bucket, String prefix, String label)
      throws IOException {
    BucketAddress address = of(text);
    assertEquals(bucket, address.bucket());
    assertEquals(prefix, address.prefix());
    assertEquals(label, address.label());
    assertFalse(address.pathStyle());
  }

  @Test
  void theEnvironmentStandsBeforeTheFile() throws IOException {
    BucketAddress address =
        from(
                Map.of("MICROLOG_S3_BUCKET", "s3://one", "MICROLOG_S3_PATH_STYLE", "false"),
                Map.of(
                    "store.bucket", "s3://two",
                    "store.endpoint", "https://objects.example:9000",
                    "store.region", "eu-central-1"))
            .orElseThrow();
    assertEquals("one", address.bucket());
    assertEquals("https://objects.example:9000", String.valueOf(address.endpoint()));
    assertEquals("eu-central-1", address.region());
    assertFalse(address.pathStyle());
  }

  @Test
  void otherEndpointsNameTheBucketInThePath() throws IOException {
    assertTrue(
        from(Map.of(), Map.of("store.bucket", "s3://a1", "store.endpoint", "http://h:1"))
            .orElseThrow()
            .pathStyle());
  }

  @ParameterizedTest
  @CsvSource({
    "store.bucket,     team",
    "store.bucket,     s3://",
    "store.bucket,     s3://team/with space",
    "store.bucket,     https://team",
    "store.endpoint,   objects.example",
    "store.endpoint,   ftp://objects.example",
    "store.endpoint,   https://id:s3cret@objects.example",
    "store.endpoint,   'http://a b'",
    "store.path-style, yes",
  })
  void saysWhichSettingIsWrong(String name, String value) {
    Map<String, String> file =
        name.equals("store.bucket")
            ? Map.of(name, value)
            : Map.of("store.bucket", "s3://team", name, value);
    IOException e = assertThrows(IOException.class, () -> from(Map.of(), file));
    assertTrue(String.valueOf(e.getMessage()).startsWith(name + " "), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains("s3cret"), e.getMessage());
  }

  @Test
  void eachBucketHasADirectoryOfItsOwn() throws IOException {
    assertNotEquals(of("s3://a1/b-c").directoryName(), of("s3://a1/b/c").directoryName());
    assertNotEquals(
        of("s3://a1").directoryName(),
        from(Map.of(), Map.of("store.bucket", "s3://a1", "store.endpoint", "http://h"))
            .orElseThrow()
            .directoryName());
  }
}
