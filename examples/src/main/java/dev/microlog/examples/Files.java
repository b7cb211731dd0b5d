package dev.microlog.examples;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * Writes, forces, reads and compresses files, and forgets to close some of those that it only looks
 * into.
 *
 * <p><b>What to look for.</b> The descriptor lane climbs by a step for each round and never comes
 * down: {@code Files.looksLikeText} opens a file and does not close it. The findings list every
 * descriptor that was still open at the end, with its path and the place where it was opened.
 * Writing and reading are told apart from computing the checksum: hover over the blocks of {@code
 * Files.store}, {@code Files.checksum} and {@code Files.compress}.
 */
public final class Files {
  private static final int FILE_BYTES = 12 << 20;

  /** What nobody closes; reachable, so that no cleaner closes it either. */
  private static final List<InputStream> FORGOTTEN = new ArrayList<>();

  private Files() {}

  /** Works on files in a temporary directory for four seconds, then deletes it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = java.nio.file.Files.createTempDirectory("microlog-examples-files");
    var files = new ArrayList<Path>();
    try {
      var random = new Random(7);
      var pace = Pace.seconds(4).atLeast(4);
      for (int round = 1; pace.running(); round++) {
        Path file = folder.resolve("measurements-" + round + ".txt");
        files.add(file);
        store(file, random);
        boolean text = looksLikeText(file);
        Path zipped = folder.resolve("measurements-" + round + ".gz");
        files.add(zipped);
        compress(file, zipped);
        System.out.printf(
            "%s: text %b, checksum %08x, %d left open%n",
            file.getFileName(), text, checksum(file), FORGOTTEN.size());
        Thread.sleep(150);
      }
    } finally {
      for (Path file : files) {
        java.nio.file.Files.deleteIfExists(file);
      }
      java.nio.file.Files.delete(folder);
    }
  }

  /** Writes a file in large blocks and waits until the device has it. */
  private static void store(Path file, Random random) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 20);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int written = 0; written < FILE_BYTES; ) {
        block.clear();
        while (block.hasRemaining()) {
          block.put((byte) ('a' + random.nextInt(26)));
        }
        block.flip();
        written += channel.write(block);
      }
      channel.force(true);
    }
  }

  /** Looks at the first bytes. The stream is never closed: this is the leak. */
  private static boolean looksLikeText(Path file) throws IOException {
    var stream = new FileInputStream(file.toFile());
    FORGOTTEN.add(stream);
    for (byte value : stream.readNBytes(512)) {
      if (value < ' ') {
        return false;
      }
    }
    return true;
  }

  private static void compress(Path from, Path to) throws IOException {
    try (var in = new FileInputStream(from.toFile());
        var out =
            new GZIPOutputStream(
                new BufferedOutputStream(java.nio.file.Files.newOutputStream(to)))) {
      out.write(in.readNBytes(FILE_BYTES / 8));
    }
  }

  private static long checksum(Path file) throws IOException {
    var checksum = new CRC32();
    var buffer = new byte[1 << 16];
    try (var in = new FileInputStream(file.toFile())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          checksum.update(buffer[i]);
        }
      }
    }
    return checksum.getValue();
  }
}
