package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings with flipped bytes, cut ends and swapped parts: something is read, or our own
 * exception says why not. Anything else, such as an error for want of memory, fails.
 */
class MutationTest {
  private static final int ROUNDS = Integer.getInteger("microlog.mutations", 150);

  @TempDir Path directory = Path.of("");

  @Test
  void mutatedRecordings() throws Exception {
    for (String name :
        new String[] {
          "moditect_jfr-analytics--async-profiler-wall.jfr",
          "grafana_jfr-parser--nativemem.jfr",
          "moditect_jfr-analytics--basic.jfr"
        }) {
      mutate(name, Files.readAllBytes(PublicRecordings.file(name)));
    }
  }

  private void mutate(String name, byte[] recording) throws Exception {
    Path input = directory.resolve("input.jfr");
    Path output = directory.resolve("output.microlog");
    ConversionOptions options = ConversionOptions.defaults().withZstdLevel(1);
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      String what = name + ", seed " + seed;
      Files.write(input, mutated(recording, new Random(seed)));
      if (assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> isRead(input, output, options), what)) {
        read++;
      } else {
        refused++;
      }
    }
    assertTrue(read > 0 && refused > 0, name + ": " + read + " read, " + refused + " refused");
  }

  private static boolean isRead(Path input, Path output, ConversionOptions options)
      throws IOException {
    try {
      JfrConverter.convert(input, output, options, ConversionProgress.NONE);
      TimelineFiles.read(output);
      return true;
    } catch (MalformedRecordingException e) {
      return false;
    }
  }

  private static byte[] mutated(byte[] recording, Random random) {
    byte[] bytes = recording.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        int length = random.nextInt(bytes.length / 4);
        int from = random.nextInt(bytes.length - length);
        int to = random.nextInt(bytes.length - length);
        System.arraycopy(recording, from, bytes, to, length);
      }
      case 2 -> {
        for (int i = 8; i < 68; i++) {
          if (random.nextInt(8) == 0) {
            bytes[i] = (byte) random.nextInt(256);
          }
        }
      }
      default -> {
        for (int n = 1 << random.nextInt(10); n > 0; n--) {
          bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }
}
