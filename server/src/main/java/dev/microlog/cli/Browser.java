package dev.microlog.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens an address in the person's browser by the means of the system. */
final class Browser {
  private Browser() {}

  /** Tries; returns whether some program took it. */
  static boolean open(String url) {
    for (List<String> command : commands(url)) {
      try {
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        return true;
      } catch (IOException e) {
        // not installed: the next one
      }
    }
    return false;
  }

  private static List<List<String>> commands(String url) {
    List<List<String>> commands = new ArrayList<>();
    String chosen = System.getenv("BROWSER");
    if (chosen != null && !chosen.isBlank()) {
      commands.add(List.of(chosen, url));
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      commands.add(List.of("open", url));
    } else if (system.contains("windows")) {
      commands.add(List.of("rundll32", "url.dll,FileProtocolHandler", url));
    } else {
      commands.add(List.of("xdg-open", url));
      commands.add(List.of("gio", "open", url));
    }
    return commands;
  }
}
