package dev.microlog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agents of a command have reported: a line {@code started FILE} or {@code finished FILE}
 * for each event.
 */
record AgentReport(List<Recorded> recorded) {

  /**
   * One recording.
   *
   * @param file the {@code .jfr} it has, or would have had
   * @param finished whether its JVM ended in order; otherwise its chunks are in the repository
   */
  record Recorded(Path file, boolean finished) {}

  static AgentReport read(Path file) throws IOException {
    Map<Path, Boolean> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int space = line.indexOf(' ');
      if (space < 0) {
        continue;
      }
      Path recording = Path.of(line.substring(space + 1).strip());
      switch (line.substring(0, space)) {
        case "started" -> found.putIfAbsent(recording, false);
        case "finished" -> found.put(recording, true);
        default -> {
          // a word of a later agent
        }
      }
    }
    return new AgentReport(
        found.entrySet().stream().map(e -> new Recorded(e.getKey(), e.getValue())).toList());
  }
}
