package dev.microlog.convert;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.convert.chunk.ChunkScanner;
import dev.microlog.convert.chunk.ChunkSpan;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Where the chunks of a recording are: in one file, plain or compressed, or in the files of a
 * directory. What is compressed is unpacked into temporary files, which {@link #close} deletes. The
 * input itself is only read.
 */
final class RecordingInput implements Closeable {
  private final ConversionOptions options;
  private final List<Path> temporary = new ArrayList<>();
  private final List<ChunkSpan> spans = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private long bytes;
  private long inflated;

  private RecordingInput(ConversionOptions options) {
    this.options = options;
  }

  /**
   * Finds the chunks of a recording.
   *
   * @throws MalformedRecordingException if there are none
   */
  static RecordingInput open(Path path, ConversionOptions options) throws IOException {
    RecordingInput input = new RecordingInput(options);
    try {
      input.find(path);
      if (input.spans.isEmpty()) {
        if (input.bytes == 0 && Files.isDirectory(path)) {
          throw new NothingRecordedException(path + " holds no recorded data");
        }
        throw new MalformedRecordingException(
            path
                + " holds no recorded data"
                + (input.losses.isEmpty() ? "" : ": " + input.losses.get(0)));
      }
      input.order();
      return input;
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The chunks in the order of time. */
  List<ChunkSpan> spans() {
    return spans;
  }

  /** Whether JFR has never come to write what the events of these chunks are. */
  boolean isNeverFlushed() {
    return spans.stream().allMatch(span -> span.header().metadataPosition() == 0);
  }

  /** What was found that is no chunk. */
  List<String> losses() {
    return losses;
  }

  /** The size of the input as it lies there. */
  long bytes() {
    return bytes;
  }

  private void find(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file");
    }
    if (!Files.isDirectory(path)) {
      file(path);
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path, 4)) {
      files = walk.filter(Files::isRegularFile).filter(RecordingInput::mayBeRecording).toList();
    }
    for (Path file : files) {
      long size = Files.size(file);
      bytes += size;
      if (size > 0) {
        oneOfSeveral(file, file.toString());
      }
    }
  }

  /** What is no recording does not concern those beside it. */
  private void oneOfSeveral(Path file, String name) throws IOException {
    try {
      recording(file, name);
    } catch (MalformedRecordingException e) {
      losses.add(String.valueOf(e.getMessage()));
    }
  }

  private static boolean mayBeRecording(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jfr")
        || name.endsWith(".jfr.part")
        || name.endsWith(".jfr.gz")
        || name.endsWith(".jfr.zst")
        || name.endsWith(".jfr.zip");
  }

  private void file(Path file) throws IOException {
    long size = Files.size(file);
    bytes += size;
    if (size == 0) {
      throw new MalformedRecordingException(
          file + " is empty: was the JVM killed? Its data is in the JFR repository directory");
    }
    recording(file, file.toString());
  }

  private void recording(Path file, String name) throws IOException {
    try {
      switch (FileKind.of(file)) {
        case GZIP -> {
          try (InputStream in = new GZIPInputStream(buffered(file))) {
            inflate(name, in);
          }
        }
        case ZSTD -> {
          try (ZstdInputStream in = new ZstdInputStream(buffered(file))) {
            in.setContinuous(true);
            inflate(name, in);
          }
        }
        case ZIP -> zip(file, name);
        default -> scan(file, name);
      }
    } catch (EOFException | ZipException | ZstdIOException e) {
      throw new MalformedRecordingException(name + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** Recordings among other files, as people pack them: a directory in one file. */
  private void zip(Path file, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(buffered(file))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        if (!entry.isDirectory()) {
          entry(name + ": " + entry.getName(), zip);
        }
      }
    } catch (EOFException | ZipException e) {
      losses.add(name + " cannot be unpacked further: " + e.getMessage());
    }
  }

  private void entry(String name, InputStream in) throws IOException {
    byte[] start = in.readNBytes(FileKind.BYTES);
    switch (FileKind.of(start)) {
      case JFR, GZIP, ZSTD -> oneOfSeveral(unpack(name, start, in), name);
      default -> losses.add(name + " is no JFR recording");
    }
  }

  private static InputStream buffered(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Unpacks a stream if it is a recording. */
  private void inflate(String origin, InputStream in) throws IOException {
    byte[] start = in.readNBytes(FileKind.BYTES);
    switch (FileKind.of(start)) {
      case JFR -> scan(unpack(origin, start, in), origin);
      case ZSTD -> throw new MalformedRecordingException(origin + " is compressed twice");
      case SEGMENT -> throw new MalformedRecordingException(origin + " is a timeline already");
      default -> throw new MalformedRecordingException(origin + " holds no JFR recording");
    }
  }

  /** Unpacks a file that begins so; what came before its data was cut is kept. */
  private Path unpack(String origin, byte[] start, InputStream in) throws IOException {
    Path file = Files.createTempFile("microlog-", ".jfr");
    temporary.add(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      copy(origin, in, out);
    }
    return file;
  }

  private void copy(String origin, InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (true) {
      int length;
      try {
        length = in.read(buffer);
      } catch (IOException e) {
        losses.add(origin + " cannot be unpacked further: " + e.getMessage());
        return;
      }
      if (length < 0) {
        return;
      }
      inflated += length;
      if (inflated > options.maxInflatedBytes()) {
        throw new MalformedRecordingException(
            origin
                + " inflates to more than the limit of "
                + options.maxInflatedBytes()
                + " bytes");
      }
      out.write(buffer, 0, length);
    }
  }

  private void scan(Path file, String name) throws IOException {
    ChunkScanner scanner = new ChunkScanner(file, name);
    scanner.scan();
    spans.addAll(scanner.spans());
    losses.addAll(scanner.losses());
  }

  /** By time; a chunk that lies in two files, as in a dump and in its repository, counts once. */
  private void order() {
    spans.sort(
        Comparator.comparingLong((ChunkSpan span) -> span.header().startNanos())
            .thenComparing(Comparator.comparingLong(ChunkSpan::length).reversed()));
    Set<String> seen = new HashSet<>();
    spans.removeIf(
        span -> !seen.add(span.header().startNanos() + " " + span.header().startTicks()));
  }

  @Override
  public void close() throws IOException {
    for (Path file : temporary) {
      Files.deleteIfExists(file);
    }
  }
}
