package dev.microlog.convert.export;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collapsed stacks: {@code root;caller;leaf weight}, one a line, in order of the stacks. The weight
 * is in µs, or bytes for allocations; threads are merged. Usual is CPU time.
 */
final class CollapsedWriter {
  private final Timeline timeline;
  private final ExportOptions options;

  CollapsedWriter(Timeline timeline, ExportOptions options) {
    this.timeline = timeline;
    this.options = options;
  }

  void write(OutputStream out) throws IOException {
    double[] weights = new double[timeline.stacks().size()];
    Weights.visit(
        Spans.of(timeline),
        options.selection(timeline),
        options.modeOr(Mode.CPU),
        (thread, micros, stack, weight) -> weights[stack] += weight);
    Map<String, Double> lines = new TreeMap<>();
    for (int stack = 0; stack < weights.length; stack++) {
      if (weights[stack] > 0) {
        lines.merge(path(stack), weights[stack], Double::sum);
      }
    }
    for (Map.Entry<String, Double> line : lines.entrySet()) {
      String text = line.getKey() + " " + Math.round(line.getValue()) + "\n";
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String path(int stack) {
    StringBuilder path = new StringBuilder();
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      String name = timeline.methods().qualifiedName(timeline.methodAt(node));
      path.insert(0, node == stack ? clean(name) : clean(name) + ";");
    }
    return path.toString();
  }

  /** A name without what separates frames and lines. */
  private static String clean(String name) {
    return name.replace(';', ',').replace('\n', ' ').replace('\r', ' ');
  }
}
