import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each kind of section takes in a timeline file: bytes as they are, and compressed alone.
 *
 * <p>{@code java -cp <converter and zstd-jni> SizeBreakdown.java FILE.microlog}
 */
public final class SizeBreakdown {
  private static final String[] NAMES = {
    "", "recording", "strings", "methods", "frames", "stacks", "threads", "samples", "waits",
    "pauses", "allocations", "exceptions", "regions", "markers", "lanes", "leaks", "findings"
  };

  public static void main(String[] args) throws Exception {
    for (String file : args) {
      byte[] bytes;
      try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(Path.of(file)))) {
        bytes = ((InputStream) in.setContinuous(true)).readAllBytes();
      }
      System.out.println(file + ": " + Files.size(Path.of(file)) + " bytes, " + bytes.length + " inflated");
      Map<Integer, long[]> sums = new TreeMap<>();
      int at = 0;
      while (at < bytes.length) {
        int length =
            bytes[at + 5] & 0xFF
                | (bytes[at + 6] & 0xFF) << 8
                | (bytes[at + 7] & 0xFF) << 16
                | (bytes[at + 8] & 0xFF) << 24;
        int end = at + 9 + length;
        int[] position = {at + 9};
        number(bytes, position);
        while (position[0] < end) {
          int tag = bytes[position[0]++];
          int size = number(bytes, position);
          byte[] section = new byte[size];
          System.arraycopy(bytes, position[0], section, 0, size);
          position[0] += size;
          long[] sum = sums.computeIfAbsent(tag, key -> new long[2]);
          sum[0] += size;
          sum[1] += size == 0 ? 0 : Zstd.compress(section, 12).length;
        }
        at = end;
      }
      sums.forEach(
          (tag, sum) ->
              System.out.printf(
                  "  %-12s %10d %10d%n",
                  tag < NAMES.length ? NAMES[tag] : "tag " + tag, sum[0], sum[1]));
    }
  }

  private static int number(byte[] bytes, int[] at) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = bytes[at[0]++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
