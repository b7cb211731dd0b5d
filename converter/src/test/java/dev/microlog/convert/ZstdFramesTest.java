package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the headers say of frames is what the zstd library finds. */
class ZstdFramesTest {
  private static final int[] SIZES = {0, 1, 255, 256, 66_000, 300_000};

  @TempDir Path directory = Path.of("");

  @Test
  void agreesWithTheLibraryWhereverTheFileIsCut() throws IOException {
    byte[] frames = frames();
    for (int length = 0; length <= frames.length; length += length < 200 ? 1 : 29_989) {
      byte[] cut = Arrays.copyOf(frames, length);
      assertEquals(byLibrary(cut), byHeaders(cut), "cut to " + length);
    }
    assertEquals(frames.length, byHeaders(frames).end());
  }

  @Test
  void stopsAtWhatIsNoFrame() throws IOException {
    byte[] frame = Zstd.compress(new byte[1000]);
    byte[] both = Arrays.copyOf(frame, frame.length + 20);
    assertEquals(new ZstdFrames.Last(0, frame.length), byHeaders(both));
    assertEquals(new ZstdFrames.Last(-1, 0), byHeaders(new byte[20]));
  }

  /** Frames with and without a checksum and a size, of bytes that can and cannot be compressed. */
  private static byte[] frames() {
    Random random = new Random(1);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int size : SIZES) {
      for (int kind = 0; kind < 8; kind++) {
        byte[] content = new byte[size];
        if ((kind & 1) != 0) {
          random.nextBytes(content);
        }
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
          zstd.setChecksum((kind & 2) != 0).setContentSize((kind & 4) != 0);
          frames.writeBytes(zstd.compress(content));
        }
      }
    }
    return frames.toByteArray();
  }

  private ZstdFrames.Last byHeaders(byte[] bytes) throws IOException {
    try (FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), bytes))) {
      return ZstdFrames.last(file);
    }
  }

  private static ZstdFrames.Last byLibrary(byte[] bytes) {
    int last = -1;
    int at = 0;
    while (at < bytes.length) {
      long size;
      try {
        size = Zstd.findFrameCompressedSize(bytes, at, bytes.length - at);
      } catch (ZstdException e) {
        break;
      }
      if (size <= 0 || size > bytes.length - at) {
        break;
      }
      last = at;
      at += (int) size;
    }
    return new ZstdFrames.Last(last, at);
  }
}
