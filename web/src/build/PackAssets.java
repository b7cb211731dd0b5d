import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Puts the page together: copies {@code index.html}, {@code microlog.css}, the icon and the script
 * into the folder that the server serves; the script and the style sheet are named by their content
 * ({@code microlog-0123456789abcdef.js}), compressed beside themselves with zstd and gzip, and named
 * in the page.
 *
 * <p>Run as a source file with zstd-jni on the class path: {@code java PackAssets.java <page folder>
 * <script> <output folder>}. Equal inputs give equal bytes.
 */
public final class PackAssets {
  /** What a browser on loopback or behind HTTPS, which takes zstd, loads at the most. */
  private static final int SCRIPT_LIMIT_BYTES = 250_000;

  private static final int ZSTD_LEVEL = 19;

  private final Path output;
  private String page;

  private PackAssets(Path output, String page) {
    this.output = output;
    this.page = page;
  }

  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path script = Path.of(arguments[1]);
    Path output = Path.of(arguments[2]);
    Files.createDirectories(output);
    deleteFiles(output);
    PackAssets packer = new PackAssets(output, Files.readString(source.resolve("index.html")));
    String code = Files.readString(script) + "\nmain();\n";
    int scriptBytes = packer.named("microlog", ".js", code.getBytes(StandardCharsets.UTF_8));
    packer.named("microlog", ".css", Files.readAllBytes(source.resolve("microlog.css")));
    packer.named("icon", ".svg", Files.readAllBytes(source.resolve("icon.svg")));
    Files.writeString(output.resolve("index.html"), packer.page);
    if (scriptBytes > SCRIPT_LIMIT_BYTES) {
      throw new IllegalStateException(
          "the script is " + scriptBytes + " bytes compressed, at most " + SCRIPT_LIMIT_BYTES
              + " are allowed: a new library or java.time, java.text, String.format, regex?");
    }
    System.out.println("script: " + scriptBytes + " bytes compressed");
  }

  /** Writes a file named by its content, plain and compressed; returns its size as zstd. */
  private int named(String name, String extension, byte[] content) throws IOException {
    String hashed = name + "-" + hash(content) + extension;
    byte[] zstd = Zstd.compress(content, ZSTD_LEVEL);
    Files.write(output.resolve(hashed), content);
    Files.write(output.resolve(hashed + ".zst"), zstd);
    Files.write(output.resolve(hashed + ".gz"), gzip(content));
    page = page.replace("/" + name + extension, "/" + hashed);
    return zstd.length;
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BestGzip(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** The header of {@code GZIPOutputStream} carries no time, so equal content gives equal bytes. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
