import dev.microlog.convert.TimelineFiles;
import dev.microlog.convert.export.Export;
import dev.microlog.convert.export.ExportFormat;
import dev.microlog.convert.export.ExportOptions;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a timeline in every format, whole and in parts, as {@code NAME.PART.FORMAT}: what {@code
 * microlog export} does with {@code --from 1s --to 3s}, {@code --thread main} and each {@code
 * --kind}, and with a range, threads and kind at once, without starting it sixty times.
 *
 * <pre>java -cp 'lib/*' ExportAll.java TIMELINE.microlog FOLDER/NAME</pre>
 */
final class ExportAll {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  public static void main(String[] args) throws IOException {
    Timeline timeline = TimelineFiles.read(Path.of(args[0]));
    Map<String, ExportOptions> parts = new LinkedHashMap<>();
    parts.put("all", ExportOptions.ALL);
    parts.put("range", new ExportOptions(1e6, 3e6, null, null));
    parts.put("main", new ExportOptions(-NEVER, NEVER, Pattern.compile("main"), null));
    for (Mode mode : Mode.values()) {
      parts.put(mode.id(), new ExportOptions(-NEVER, NEVER, null, mode));
      parts.put("part" + mode.id(), new ExportOptions(1e6, 3e6, Pattern.compile("[a-m]"), mode));
    }
    for (ExportFormat format : ExportFormat.values()) {
      for (Map.Entry<String, ExportOptions> part : parts.entrySet()) {
        Path file = Path.of(args[1] + "." + part.getKey() + "." + format.id());
        try (OutputStream out = Files.newOutputStream(file)) {
          Export.write(timeline, format, part.getValue(), out);
        }
      }
    }
  }
}
