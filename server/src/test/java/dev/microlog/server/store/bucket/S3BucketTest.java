package dev.microlog.server.store.bucket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class S3BucketTest {
  @TempDir Path folder = Path.of("");
  private ObjectStore objects = unset();
  private AwsProperties credentials = unset();
  private S3Bucket bucket = unset();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeEach
  void start() throws Exception {
    objects = ObjectStore.start();
    credentials = AwsProperties.right();
    bucket = new S3Bucket(objects.address(ObjectStore.BUCKET, "p/"));
  }

  @AfterEach
  void stop() throws Exception {
    bucket.close();
    credentials.close();
    objects.close();
  }

  private List<BucketObject> list(String prefix) throws BucketException {
    List<BucketObject> all = new ArrayList<>();
    bucket.list(prefix, all::add);
    return all;
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("file"), text);
  }

  @Test
  void putsListsGetsAndDeletes() throws Exception {
    String etag =
        bucket.put("p/a/1.microlog", file("hello"), Map.of("microlog-jvm", "x"), false).orElse("");
    objects.put("q/a/2.microlog", new byte[3]);
    List<BucketObject> all = list("p/");
    assertEquals(1, all.size());
    assertEquals("p/a/1.microlog", all.get(0).key());
    assertEquals(5, all.get(0).bytes());
    assertEquals(etag, all.get(0).etag());
    assertEquals("x", bucket.metadata("p/a/1.microlog").get("microlog-jvm"));
    Path got = folder.resolve("got");
    bucket.get("p/a/1.microlog", got, 5);
    assertEquals("hello", Files.readString(got));
    bucket.delete("p/a/1.microlog");
    assertEquals(List.of(), list("p/"));
    bucket.delete("p/a/1.microlog");
  }

  @Test
  void storesTheBytesAsTheyAre() throws Exception {
    byte[] bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    bucket.put("p/a/1", Files.write(folder.resolve("bytes"), bytes), Map.of(), true);
    try (var in = objects.blobs().getBlob(ObjectStore.BUCKET, "p/a/1").getPayload().openStream()) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
  }

  @Test
  void readsNoMoreThanItIsTo() throws Exception {
    bucket.put("p/a/1", file("0123456789"), Map.of(), true);
    Path got = folder.resolve("got");
    bucket.get("p/a/1", got, 4);
    assertEquals(5, Files.size(got));
  }

  @Test
  void listsMoreThanOnePage() throws Exception {
    for (int i = 0; i < 2_345; i++) {
      objects.put("p/a/" + i, "x".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(2_345, list("p/").stream().map(BucketObject::key).distinct().count());
  }

  /** A store that answers a conditional request with the status, and takes every other. */
  private static HttpServer conditional(int status, List<String> conditions) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
          conditions.add(String.valueOf(condition));
          exchange.getResponseHeaders().set("ETag", "\"new\"");
          exchange.sendResponseHeaders(condition == null ? 200 : status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @ParameterizedTest
  @CsvSource({"412, '*', false", "501, '*,null', true"})
  void replacesNothingIfTheStoreKnowsHow(int status, String asked, boolean isPut) throws Exception {
    List<String> conditions = new CopyOnWriteArrayList<>();
    HttpServer server = conditional(status, conditions);
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var other = new S3Bucket(new BucketAddress("team", "", endpoint, null, true))) {
      assertEquals(isPut, other.put("a/1", file("one"), Map.of(), false).isPresent());
      assertEquals(asked, String.join(",", Set.copyOf(conditions).stream().sorted().toList()));
    } finally {
      server.stop(0);
    }
  }

  private BucketException failure(BucketAddress address) throws Exception {
    try (var other = new S3Bucket(address)) {
      return assertThrows(BucketException.class, () -> other.list("", object -> {}));
    }
  }

  @Test
  void saysWhatToDoAboutWrongCredentialsAndKeepsThemSecret() throws Exception {
    try (var wrong = new AwsProperties(ObjectStore.ID, "wr0ng-secret")) {
      BucketException e = failure(objects.address(ObjectStore.BUCKET, ""));
      assertEquals(BucketException.Reason.REFUSED, e.reason(), e.sentence());
      assertTrue(e.sentence().startsWith("s3://team refuses the credentials ("), e.sentence());
      assertFalse(e.sentence().contains("wr0ng"), e.sentence());
      assertFalse(e.sentence().contains(ObjectStore.ID), e.sentence());
      assertFalse(e.sentence().contains("\n"), e.sentence());
    }
  }

  @Test
  void saysThatThereIsNoSuchBucket() throws Exception {
    BucketException e = failure(objects.address("nonesuch", ""));
    assertEquals(BucketException.Reason.WRONG_ADDRESS, e.reason(), e.sentence());
    assertTrue(e.sentence().startsWith("There is no bucket nonesuch at http://"), e.sentence());
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    objects.stop();
    BucketException e = failure(objects.address(ObjectStore.BUCKET, ""));
    assertEquals(BucketException.Reason.AWAY, e.reason(), e.sentence());
    assertTrue(e.sentence().contains("cannot be reached"), e.sentence());
  }

  @Test
  void anObjectThatIsGoneIsMissing() throws Exception {
    BucketException e =
        assertThrows(BucketException.class, () -> bucket.get("p/none", folder.resolve("got"), 10));
    assertEquals(BucketException.Reason.MISSING, e.reason());
  }
}
