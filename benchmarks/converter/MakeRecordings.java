import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Makes the recordings that converting is measured with: this program compiles the sources of the
 * JDK it runs on, over and over, on two threads, and answers HTTP requests meanwhile, under the
 * {@code profile} settings. Chunks are as large as JFR makes
 * them, 12 MB.
 *
 * <p>{@code java -Xmx1g MakeRecordings.java DIRECTORY [SECONDS]} leaves {@code recorded.jfr}, what
 * was recorded in so many seconds (150 unless said otherwise), and {@code 10.jfr}, {@code 100.jfr},
 * {@code 1000.jfr} and {@code 2000.jfr} of about so many MB: its full chunks, again and again, each
 * time an hour later, so that no reader takes them for the same.
 */
public final class MakeRecordings {
  private static final int HEADER = 68;
  private static final int FULL = 11_000_000;
  private static final int START_NANOS = 32;
  private static final long HOUR = 3_600_000_000_000L;

  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 150;
    Path recorded = directory.resolve("recorded.jfr");
    if (!Files.exists(recorded)) {
      record(recorded, seconds);
    }
    List<byte[]> chunks = chunks(recorded);
    chunks.removeIf(chunk -> chunk.length < FULL);
    for (int megabytes : new int[] {10, 100, 1000, 2000}) {
      repeat(chunks, directory.resolve(megabytes + ".jfr"), megabytes * 1_000_000L);
    }
    System.exit(0);
  }

  private static void record(Path file, int seconds) throws Exception {
    Path sources = Files.createTempDirectory("sources-");
    List<Path> files = unpack(sources);
    System.out.println(files.size() + " sources");
    try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      for (int i = 0; i < 2; i++) {
        int half = i;
        daemon("compiler-" + i, () -> compile(sources, files, half));
      }
      serve();
      for (int second = 0; second < seconds; second += 10) {
        System.out.println(second + " s, " + recording.getSize() / 1_000_000 + " MB");
        Thread.sleep(10_000);
      }
      recording.stop();
      recording.dump(file);
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The packages of java.base, each a directory. */
  private static List<Path> unpack(Path to) throws IOException {
    Path zip = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    List<Path> files = new ArrayList<>();
    try (ZipFile sources = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) sources.stream().map(e -> (ZipEntry) e)::iterator) {
        String name = entry.getName();
        if (name.matches("java.base/(java|sun|jdk)/.*\\.java") && !name.endsWith("-info.java")) {
          Path file = to.resolve(name);
          Files.createDirectories(file.getParent());
          try (InputStream in = sources.getInputStream(entry);
              OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
          }
          files.add(file);
        }
      }
    }
    return files;
  }

  private static void compile(Path sources, List<Path> files, int half) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int batch = 400;
    for (int from = half * batch; ; from += 2 * batch) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("--patch-module", "java.base=" + sources.resolve("java.base")));
      arguments.addAll(List.of("-proc:none", "-nowarn", "-d", sources.resolve("out").toString()));
      for (int i = 0; i < batch; i++) {
        arguments.add(files.get((from + i) % files.size()).toString());
      }
      compiler.run(
          null,
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          arguments.toArray(new String[0]));
    }
  }

  private static void serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = exchange.getRequestHeaders().toString().repeat(20).getBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    for (int i = 0; i < 64; i++) {
      daemon("client-" + i, () -> ask(uri));
    }
  }

  private static void ask(URI uri) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      while (true) {
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        Thread.sleep(15);
      }
    } catch (Exception e) {
      System.err.println("a client gave up: " + e);
    }
  }

  /** The chunks of a recording, by the sizes that their headers say. */
  private static List<byte[]> chunks(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at + HEADER < bytes.length; ) {
      int size = (int) ByteBuffer.wrap(bytes).getLong(at + 8);
      chunks.add(java.util.Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    return chunks;
  }

  private static void repeat(List<byte[]> chunks, Path file, long bytes) throws IOException {
    long written = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int round = 0; written < bytes; round++) {
        for (byte[] chunk : chunks) {
          ByteBuffer copy = ByteBuffer.wrap(chunk.clone());
          copy.putLong(START_NANOS, copy.getLong(START_NANOS) + round * HOUR);
          out.write(copy.array());
          written += chunk.length;
          if (written >= bytes) {
            return;
          }
        }
      }
    }
  }
}
