import com.github.luben.zstd.Zstd;
import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.codec.TimelineDecoder;
import dev.microlog.timeline.codec.TimelineEncoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * How many samples a second are decoded: from the bytes of a segment, decompressed, to a timeline
 * that is ready to be asked.
 *
 * <p>{@code java -cp <converter and zstd-jni> DecodeBenchmark.java [FILE.microlog]} makes a segment of
 * two million samples of eight threads, decodes it for some seconds, and prints the median of the
 * processor time. With a
 * file it also leaves the segment there, for a browser.
 */
public final class DecodeBenchmark {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int SAMPLES = 2_000_000;
  private static final int THREADS = 8;
  private static final int NODES = 5000;
  private static final int RUNS = 40;

  public static void main(String[] args) throws Exception {
    byte[] segment = new TimelineEncoder().encode(timeline());
    if (args.length > 0) {
      Files.write(Path.of(args[0]), Zstd.compress(segment, 12));
    }
    double[] millis = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long start = CPU.getCurrentThreadCpuTime();
      Timeline decoded = TimelineDecoder.decode(segment);
      millis[run] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
      if (decoded.samples().size() != SAMPLES) {
        throw new IllegalStateException("samples are missing");
      }
    }
    double[] warm = Arrays.copyOfRange(millis, RUNS / 2, RUNS);
    Arrays.sort(warm);
    double median = warm[warm.length / 2];
    System.out.printf(
        "%d samples in %d bytes: %.1f ms (%.1f to %.1f), %.1f million samples/s; first run %.1f ms%n",
        SAMPLES,
        segment.length,
        median,
        warm[0],
        warm[warm.length - 1],
        SAMPLES / median / 1000,
        millis[0]);
  }

  /** Samples every 20 ms and a little, on stacks of which some are met far more often than others. */
  private static Timeline timeline() {
    Random random = new Random(42);
    TimelineBuilder builder = new TimelineBuilder();
    for (int node = 0; node < NODES; node++) {
      int method =
          builder.methods().intern("com.acme.C" + node % 300, "m" + node, "", MethodKind.YOURS);
      int frame = builder.frames().intern(method, node % 900, FrameKind.COMPILED);
      builder.stacks().intern(node < 10 ? -1 : random.nextInt(node), frame);
    }
    for (int thread = 0; thread < THREADS; thread++) {
      builder.threads().add(thread + 1, "worker-" + thread, "main", false);
      double time = 0;
      for (int i = 0; i < SAMPLES / THREADS; i++) {
        time += 20_000 + 100 * Math.abs((int) (random.nextGaussian() * 4));
        int stack = (int) (NODES * Math.pow(random.nextDouble(), 6));
        builder.samples().add(thread, time, stack, SampleKind.CPU, 20_000);
      }
    }
    builder.complete(true);
    return builder.build();
  }
}
