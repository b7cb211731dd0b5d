package dev.microlog.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent in a child is told.
 *
 * @param name of the application, or null to let the agent find one
 * @param settings short name or absolute file
 * @param report the file in which the agent says what it recorded
 */
record AgentOptions(
    Path agentJar, @Nullable String name, Path store, String settings, Path report) {

  /** The JVM option; no part of it is quoted. */
  String jvmOption() {
    List<String> options = new ArrayList<>();
    if (name != null) {
      options.add("name=" + name);
    }
    options.add("store=" + store);
    options.add("settings=" + settings);
    options.add("summary=false");
    options.add("report=" + report);
    return "-javaagent:" + agentJar + "=" + String.join(",", options);
  }
}
