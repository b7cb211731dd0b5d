import com.github.luben.zstd.Zstd;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.codec.TimelineEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each column of a timeline takes: its bytes as they are, and compressed alone (the columns of
 * a file are compressed together, which gives a little less). The timeline is read and encoded again
 * as one segment.
 *
 * <p>{@code java -cp <converter and zstd-jni> SizeBreakdown.java FILE.microlog …}
 */
public final class SizeBreakdown {
  private static final int LEVEL = 19;

  private static final String[] NAMES = {
    "", "recording", "strings", "methods", "frames", "stacks", "threads", "samples", "waits",
    "pauses", "allocations", "exceptions", "regions", "markers", "lanes", "leaks", "findings",
    "thread loads"
  };

  public static void main(String[] args) throws Exception {
    for (String file : args) {
      Timeline timeline = TimelineFiles.read(Path.of(file));
      Map<String, long[]> columns = new TreeMap<>();
      TimelineEncoder encoder = new TimelineEncoder();
      encoder.observe(
          (tag, column, bytes) -> {
            String section = tag < NAMES.length ? NAMES[tag] : "tag " + tag;
            String name = String.format("%02d %s %s", tag, section, column);
            long[] sum = columns.computeIfAbsent(name, key -> new long[2]);
            sum[0] += bytes.length;
            sum[1] += bytes.length == 0 ? 0 : Zstd.compress(bytes, LEVEL).length;
          });
      byte[] whole = encoder.encode(timeline);
      System.out.printf(
          "%s: %d bytes, %.1f s; as one segment %d, compressed %d%n",
          file,
          Files.size(Path.of(file)),
          timeline.recording().durationMicros() / 1e6,
          whole.length,
          Zstd.compress(whole, LEVEL).length);
      System.out.printf(
          "  %d samples, %d waits, %d allocations, %d markers, %d stack nodes, %d frames, %d texts%n",
          timeline.samples().size(),
          timeline.waits().size(),
          timeline.allocations().size(),
          timeline.markers().size(),
          timeline.stacks().size(),
          timeline.frames().size(),
          timeline.strings().size());
      columns.forEach((name, sum) -> System.out.printf("  %-36s %10d %10d%n", name, sum[0], sum[1]));
    }
  }
}
