package dev.microlog.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.FakeConversion;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.UploadKind;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerTest {
  private static final String ONE = "/api/recordings/shop/2026_11_22_06_31_51";

  @TempDir Path root = Path.of("");
  private DirectoryStore store = unset();
  private MicrologServer server = unset();
  private RawHttp http = new RawHttp(0);

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeEach
  void start() throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    Files.write(app.resolve("2026_11_22_06_31_51.microlog"), FakeConversion.timeline("a timeline"));
    store = DirectoryStore.open(StoreDirectory.open(root), new FakeConversion());
    server =
        MicrologServer.start(
            new ServerOptions("127.0.0.1", 0, Set.of("shop.example"), null, 1000, "1.2.3"), store);
    http = new RawHttp(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void listsRecordings() throws IOException {
    RawHttp.Answer answer = http.send("GET", "/api/recordings");
    assertEquals(200, answer.status);
    assertEquals(
        "{\"recordings\":[{\"app\":\"shop\",\"id\":\"2026_11_22_06_31_51\","
            + "\"start\":\"2026-11-22T06:31:51.123+01:00\",\"durationMillis\":10.0,\"bytes\":"
            + FakeConversion.timeline("a timeline").length
            + ",\"state\":\"ready\",\"error\":null,\"jvm\":\"Fake JVM\"}],\"store\":\""
            + store.label()
            + "\",\"version\":\"1.2.3\"}",
        answer.text());
  }

  @Test
  void sendsTheStoredBytesToWhoTakesZstd() throws IOException {
    RawHttp.Answer answer = http.send("GET", ONE, "Accept-Encoding: gzip, deflate, br, zstd");
    assertEquals(200, answer.status);
    assertEquals("zstd", answer.header("Content-Encoding"));
    assertEquals("application/vnd.microlog", answer.header("Content-Type"));
    assertEquals("Accept-Encoding", answer.header("Vary"));
    assertArrayEquals(FakeConversion.timeline("a timeline"), answer.body);
  }

  @Test
  void sendsGzipToOthersAndKeepsIt() throws IOException {
    for (int i = 0; i < 2; i++) {
      RawHttp.Answer answer = http.send("GET", ONE, "Accept-Encoding: gzip, zstd;q=0");
      assertEquals("gzip", answer.header("Content-Encoding"));
      try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body))) {
        assertEquals("a timeline", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    try (Stream<Path> kept = Files.list(root.resolve(".cache/shop"))) {
      assertEquals(1, kept.count());
    }
  }

  @Test
  void inflatesForClientsThatTakeNoEncoding() throws IOException {
    RawHttp.Answer answer = http.send("GET", ONE);
    assertEquals("", answer.header("Content-Encoding"));
    assertTrue(answer.text().contains("a timeline"), answer.toString());
  }

  @Test
  void eachEncodingHasItsEntityTag() throws IOException {
    String zstd = http.send("GET", ONE, "Accept-Encoding: zstd").header("ETag");
    String gzip = http.send("GET", ONE, "Accept-Encoding: gzip").header("ETag");
    assertNotEquals(zstd, gzip);
    RawHttp.Answer again =
        http.send("GET", ONE, "Accept-Encoding: zstd", "If-None-Match: \"other\", " + zstd);
    assertEquals(304, again.status);
    assertEquals(0, again.body.length);
    assertEquals(
        200, http.send("GET", ONE, "Accept-Encoding: gzip", "If-None-Match: " + zstd).status);
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws IOException {
    RawHttp.Answer get = http.send("GET", ONE, "Accept-Encoding: zstd");
    RawHttp.Answer head = http.send("HEAD", ONE, "Accept-Encoding: zstd");
    assertEquals(200, head.status);
    assertEquals(get.header("Content-Length"), head.header("Content-Length"));
    assertEquals(get.header("ETag"), head.header("ETag"));
    assertEquals(0, head.body.length);
    assertEquals(200, http.send("HEAD", "/api/recordings").status);
    assertEquals(0, http.send("HEAD", "/api/nothing/here").body.length);
  }

  @Test
  void downloadsTheFile() throws IOException {
    RawHttp.Answer answer = http.send("GET", ONE + ".microlog", "Accept-Encoding: gzip");
    assertEquals("", answer.header("Content-Encoding"));
    assertTrue(answer.header("Content-Disposition").contains("shop-2026_11_22_06_31_51.microlog"));
    assertArrayEquals(FakeConversion.timeline("a timeline"), answer.body);
  }

  @Test
  void takesATimelineInAndDeletesIt() throws IOException {
    byte[] body = FakeConversion.timeline("another one");
    RawHttp.Answer put = http.sendBody("PUT", "/api/recordings/new/one.microlog", body);
    assertEquals(201, put.status, put.toString());
    assertEquals("/api/recordings/new/one", put.header("Location"));
    assertTrue(put.text().contains("\"state\":\"ready\""), put.text());
    assertArrayEquals(body, Files.readAllBytes(root.resolve("new/one.microlog")));
    byte[] other = FakeConversion.timeline("of the same second");
    assertEquals(409, http.sendBody("PUT", "/api/recordings/new/one.microlog", other).status);
    RawHttp.Answer again = http.sendBody("PUT", "/api/recordings/new/one.microlog", body);
    assertEquals(201, again.status, "the sender missed the first answer");
    assertArrayEquals(body, Files.readAllBytes(root.resolve("new/one.microlog")));

    assertEquals(204, http.send("DELETE", "/api/recordings/new/one").status);
    assertEquals(404, http.send("DELETE", "/api/recordings/new/one").status);
    assertFalse(Files.exists(root.resolve("new/one.microlog")));
  }

  @Test
  void convertsARecordingThatWasSent() throws Exception {
    byte[] body = FakeConversion.recording("of a JVM");
    RawHttp.Answer put = http.sendBody("PUT", "/api/recordings/new/two.jfr", body);
    assertEquals(201, put.status, put.toString());
    RawHttp.Answer get = http.send("GET", "/api/recordings/new/two");
    while (get.status == 202) {
      Thread.sleep(20);
      get = http.send("GET", "/api/recordings/new/two");
    }
    assertEquals(200, get.status);
    assertTrue(get.text().contains("of a JVM"), get.text());
  }

  @Test
  void saysWhyARecordingCannotBeShown() throws Exception {
    http.sendBody("PUT", "/api/recordings/new/three.jfr", FakeConversion.recording("bad"));
    RawHttp.Answer get = http.send("GET", "/api/recordings/new/three");
    while (get.status == 202) {
      Thread.sleep(20);
      get = http.send("GET", "/api/recordings/new/three");
    }
    assertEquals(422, get.status);
    assertEquals("application/problem+json", get.header("Content-Type"));
    assertTrue(get.text().contains("The recording is damaged."), get.text());
    assertFalse(Files.exists(root.resolve("new/three.microlog")));
  }

  @Test
  void refusesWhatIsNoRecording() throws IOException {
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    assertEquals(422, http.sendBody("PUT", "/api/recordings/new/x.jfr", text).status);
    assertEquals(422, http.sendBody("PUT", "/api/recordings/new/x.microlog", text).status);
    assertEquals(422, http.send("PUT", "/api/recordings/new/x.jfr").status);
    assertEquals(415, http.sendBody("PUT", "/api/recordings/new/x.exe", text).status);
    assertFalse(Files.exists(root.resolve("new")));
  }

  @Test
  void refusesWhatIsTooLargeWhetherItSaysSoOrNot() throws IOException {
    byte[] large = FakeConversion.recording("x".repeat(2000));
    assertEquals(413, http.sendBody("PUT", "/api/recordings/new/x.jfr", large).status);

    byte[] chunked = new byte[large.length + 20];
    byte[] size = (Integer.toHexString(large.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(size, 0, chunked, 0, size.length);
    System.arraycopy(large, 0, chunked, size.length, large.length);
    byte[] end = "\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(end, 0, chunked, size.length + large.length, end.length);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      String head =
          String.join(
              "\r\n",
              "PUT /api/recordings/new/x.jfr HTTP/1.1",
              "Host: localhost",
              "Connection: close",
              "Transfer-Encoding: chunked",
              "",
              "");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(chunked, 0, size.length + large.length + end.length);
      RawHttp.Answer answer = RawHttp.Answer.read(socket.getInputStream(), false);
      assertEquals(413, answer.status, answer.toString());
    }
    try (Stream<Path> work = Files.list(root.resolve(".work"))) {
      assertEquals(0, work.count());
    }
  }

  /** What begins as a timeline does, and is none. */
  @ParameterizedTest
  @ValueSource(strings = {"/design", "/tips", "/evidence", "/export?format=jsonl"})
  void saysThatATimelineIsDamaged(String part) throws IOException {
    RawHttp.Answer answer = http.send("GET", ONE + part);
    assertEquals(422, answer.status, answer.toString());
    assertTrue(answer.text().contains("no timeline that can be read"), answer.text());
    assertFalse(answer.text().contains(root.toString()), answer.text());
  }

  @Test
  void refusesATimelineThatIsDamaged() throws IOException {
    byte[] body = FakeConversion.timeline("not one segment");
    try (var strict = DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
        var other = MicrologServer.start(ServerOptions.loopback(0, "1"), strict)) {
      RawHttp.Answer put =
          new RawHttp(other.port()).sendBody("PUT", "/api/recordings/new/x.microlog", body);
      assertEquals(422, put.status, put.toString());
      assertFalse(Files.exists(root.resolve("new")));
    }
  }

  @Test
  void aLiveTimelineIsCompressedForEachAnswerAndNotKept() throws IOException {
    Files.createFile(root.resolve("shop/live.jfr.part"));
    Files.write(root.resolve("shop/live.microlog.part"), FakeConversion.timeline("so far"));
    store.put(
        new RecordingKey("shop", "two"),
        UploadKind.MICROLOG,
        new ByteArrayInputStream(FakeConversion.timeline("2")),
        100);
    RawHttp.Answer answer = http.send("GET", "/api/recordings/shop/live", "Accept-Encoding: gzip");
    assertEquals("true", answer.header("Microlog-Live"));
    assertEquals("gzip", answer.header("Content-Encoding"));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body))) {
      assertEquals("so far", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertFalse(Files.exists(root.resolve(".cache")));
  }

  @Test
  void exportsNeedAFormatAndARecording() throws IOException {
    assertEquals(400, http.send("GET", ONE + "/export?format=nonsense").status);
    assertEquals(400, http.send("GET", ONE + "/export?format=jsonl&from=x").status);
    assertEquals(400, http.send("GET", ONE + "/export?format=html&kind=cpu").status);
    assertEquals(400, http.send("GET", ONE + "/export?format=jsonl&thread=%5B").status);
    assertEquals(404, http.send("GET", "/api/recordings/a/b/export?format=jsonl").status);
    assertEquals(405, http.send("POST", ONE + "/export?format=jsonl").status);
  }

  @Test
  void otherMethodsAreRefusedWithAllow() throws IOException {
    RawHttp.Answer post = http.send("POST", "/api/recordings");
    assertEquals(405, post.status);
    assertEquals("GET, HEAD, OPTIONS", post.header("Allow"));
    assertEquals("application/problem+json", post.header("Content-Type"));
    RawHttp.Answer patch = http.send("PATCH", ONE);
    assertEquals(405, patch.status);
    assertEquals("DELETE, GET, HEAD, PUT, OPTIONS", patch.header("Allow"));
    RawHttp.Answer options = http.send("OPTIONS", ONE);
    assertEquals(204, options.status);
    assertEquals("DELETE, GET, HEAD, PUT, OPTIONS", options.header("Allow"));
    assertEquals(405, http.send("DELETE", "/").status);
    assertEquals(405, http.send("BREW", "/api/health").status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "[::2]",
        "user@127.0.0.1",
        "127.0.0.1@evil.example",
        ""
      })
  void refusesForeignHosts(String host) throws IOException {
    RawHttp.Answer answer = http.send("GET", "/api/recordings", "Host: " + host);
    assertTrue(answer.status == 403 || answer.status == 400, answer.toString());
    assertFalse(answer.text().contains("recordings"), answer.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST:9", "[::1]:4000", "shop.example:80"})
  void acceptsItsOwnHosts(String host) throws IOException {
    assertEquals(200, http.send("GET", "/api/recordings", "Host: " + host).status);
  }

  @Test
  void refusesTwoHosts() throws IOException {
    RawHttp.Answer answer =
        http.send("GET", "/api/recordings", "Host: localhost", "Host: evil.example");
    assertTrue(answer.status == 400 || answer.status == 403, answer.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
  void refusesChangesFromForeignPages(String origin) throws IOException {
    RawHttp.Answer answer = http.send("DELETE", ONE, "Origin: " + origin);
    assertEquals(403, answer.status);
    assertEquals(200, http.send("GET", ONE, "Origin: " + origin).status);
  }

  @Test
  void refusesChangesThatABrowserCallsCrossSite() throws IOException {
    assertEquals(403, http.send("DELETE", ONE, "Sec-Fetch-Site: cross-site").status);
    assertEquals(403, http.send("DELETE", ONE, "Sec-Fetch-Site: same-site").status);
  }

  @Test
  void takesChangesFromItsOwnPage() throws IOException {
    RawHttp.Answer answer = http.send("DELETE", ONE, "Origin: http://127.0.0.1:" + server.port());
    assertEquals(204, answer.status);
  }

  /** A proxy on this machine looks like this machine, and need not say that it is one. */
  @Test
  void withATokenEveryChangePresentsIt() throws IOException {
    var options = new ServerOptions("127.0.0.1", 0, Set.of(), "secret", 1000, "1");
    try (var guarded = MicrologServer.start(options, store)) {
      RawHttp own = new RawHttp(guarded.port());
      for (String given :
          new String[] {
            "X-Forwarded-For: 192.0.2.7",
            "Accept: */*",
            "Authorization: Bearer wrong",
            "Authorization: secret"
          }) {
        RawHttp.Answer refused = own.send("DELETE", ONE, given);
        assertEquals(401, refused.status, given);
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
      }
      assertEquals(200, own.send("GET", ONE).status);
      assertEquals(204, own.send("DELETE", ONE, "Authorization: Bearer secret").status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=x", "from=NaN", "to=Infinity", "to=-Infinity"})
  void numbersInQueriesAreFinite(String query) throws IOException {
    assertEquals(400, http.send("GET", ONE + "/design?" + query).status);
    assertEquals(400, http.send("GET", ONE + "/tips?" + query).status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/recordings/../../etc/passwd",
        "/api/recordings/%2e%2e/passwd",
        "/api/recordings/shop/%2e%2e%2fpasswd",
        "/api/recordings/shop/..%5c..%5cpasswd",
        "/api/recordings/shop/%2e%2e",
        "/api/recordings/.work/x",
        "/api/recordings/shop/a%00b",
        "/api/recordings/shop/a%0d%0ab",
        "/api/recordings/shop/%c0%ae%c0%ae",
        "/log/%2e%2e/x",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/META-INF/MANIFEST.MF",
        "/.hidden.js",
        "/dev.microlog.class"
      })
  void givesNothingForHostilePaths(String path) throws IOException {
    for (String method : new String[] {"GET", "DELETE", "PUT"}) {
      RawHttp.Answer answer = http.send(method, path);
      assertTrue(answer.status >= 400 && answer.status < 500, method + " " + answer);
      assertFalse(answer.text().contains("root:"), answer.toString());
      assertFalse(answer.text().contains("Exception"), answer.toString());
    }
    assertTrue(Files.exists(root.resolve("shop/2026_11_22_06_31_51.microlog")));
  }

  @Test
  void survivesGarbage() throws IOException {
    for (String garbage :
        new String[] {
          "\0\1\2\3\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n\r\n"
        }) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertFalse(answer.contains("Exception"), answer);
      }
    }
    assertEquals(200, http.send("GET", "/api/health").status);
  }

  @Test
  void theScriptIsSentAsItWasCompressed() throws IOException {
    Matcher script =
        Pattern.compile("microlog-[0-9a-f]+\\.js").matcher(http.send("GET", "/").text());
    assertTrue(script.find());
    String path = "/" + script.group();
    RawHttp.Answer plain = http.send("GET", path);
    RawHttp.Answer gzip = http.send("GET", path, "Accept-Encoding: gzip, br");
    RawHttp.Answer zstd = http.send("GET", path, "Accept-Encoding: gzip, deflate, br, zstd");
    assertEquals("", plain.header("Content-Encoding"));
    assertEquals("gzip", gzip.header("Content-Encoding"));
    assertEquals("zstd", zstd.header("Content-Encoding"));
    assertArrayEquals(plain.body, Zstd.decompress(zstd.body, plain.body.length));
    assertTrue(zstd.body.length < gzip.body.length);
    assertEquals("public, max-age=31536000, immutable", zstd.header("Cache-Control"));
    String tag = "If-None-Match: " + zstd.header("ETag");
    assertEquals(304, http.send("GET", path, "Accept-Encoding: zstd", tag).status);
    assertEquals(200, http.send("GET", path, "Accept-Encoding: gzip", tag).status);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws IOException {
    for (String path : new String[] {"/api/recordings", ONE, "/api/nothing", "/", "/x.js"}) {
      RawHttp.Answer answer = http.send("GET", path);
      assertTrue(
          answer.header("Content-Security-Policy").startsWith("default-src 'none'"),
          answer.toString());
      assertEquals("nosniff", answer.header("X-Content-Type-Options"));
      assertEquals("no-referrer", answer.header("Referrer-Policy"));
    }
    RawHttp.Answer refused = http.send("GET", "/", "Host: evil.example");
    assertTrue(refused.header("Content-Security-Policy").startsWith("default-src 'none'"));
  }

  @Test
  void problemsAreDocumentsWithoutExceptionTexts() throws IOException {
    RawHttp.Answer answer = http.send("GET", "/api/recordings/shop/unknown");
    assertEquals(404, answer.status);
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(
        "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is nothing at this address.\"}",
        answer.text());
  }

  @Test
  void tellsTheBrowserAtOnceWhatThePageWillLoad() throws IOException {
    RawHttp.Answer answer = http.send("HEAD", "/log/shop/2026_11_22_06_31_51");
    assertEquals(
        "</api/recordings/shop/2026_11_22_06_31_51>; rel=preload; as=fetch; crossorigin",
        answer.header("Link"));
  }

  @Test
  void tellsOpenPagesOfChanges() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      String head = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      readUntil(in, ": welcome");
      http.sendBody(
          "PUT", "/api/recordings/new/one.microlog", FakeConversion.timeline("another one"));
      String added = readUntil(in, "data:");
      assertTrue(added.startsWith("data: {\"app\":\"new\",\"id\":\"one\""), added);
      http.send("DELETE", "/api/recordings/new/one");
      assertEquals("data: {}", readUntil(in, "data:"));
    }
  }

  private static String readUntil(BufferedReader in, String start) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("The stream ended before " + start);
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (var other = new ServerSocket(0)) {
      var options = ServerOptions.loopback(other.getLocalPort(), "1");
      var failure =
          assertThrows(ServerStartException.class, () -> MicrologServer.start(options, store));
      assertTrue(
          String.valueOf(failure.getMessage())
              .startsWith("Port " + other.getLocalPort() + " is taken by another program"),
          failure.toString());
    }
  }

  @Test
  void saysThatTheAddressIsNotOurs() {
    var options = new ServerOptions("192.0.2.1", 0, Set.of(), null, 1, "1");
    var failure =
        assertThrows(ServerStartException.class, () -> MicrologServer.start(options, store));
    assertTrue(String.valueOf(failure.getMessage()).contains("no address of this machine"));
  }
}
