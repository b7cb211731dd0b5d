package dev.microlog.bridge.recorder;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of applications: what is allowed, and a good one where nobody gave any. */
public final class ApplicationName {
  private static final int MAX_LENGTH = 100;

  /** Main classes whose own name says nothing. */
  private static final Set<String> COMMON =
      Set.of("main", "app", "application", "launcher", "server", "program", "test");

  /** What runs {@code java Shop.java}; its class is another one in each JDK. */
  private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  /** What runs the tests of a Maven module; the rest of its name is another one each time. */
  private static final String SUREFIRE_JAR = "surefirebooter";

  private ApplicationName() {}

  /**
   * The name for a Java command line.
   *
   * @param command the value of {@code sun.java.command}: main class, module and main class, or
   *     jar, then arguments
   */
  static String ofCommand(@Nullable String command) {
    String first = program(command);
    if (first.contains(SOURCE_LAUNCHER)) {
      return ofSource(String.valueOf(command));
    }
    if (first.equals(MAVEN)) {
      return "maven";
    }
    if (lastPart(first.replace('\\', '/'), '/').startsWith(SUREFIRE_JAR)) {
      return "surefire";
    }
    if (first.toLowerCase(Locale.ROOT).endsWith(".jar")) {
      return clean(lastPart(first.replace('\\', '/'), '/').replaceFirst("(?i)\\.jar$", ""));
    }
    String mainClass = lastPart(first, '/');
    String simple = lastPart(lastPart(mainClass, '.'), '$');
    int dot = mainClass.lastIndexOf('.');
    if (dot > 0 && COMMON.contains(simple.toLowerCase(Locale.ROOT))) {
      return clean(lastPart(mainClass.substring(0, dot), '.') + "." + simple);
    }
    return clean(simple);
  }

  /** Of {@code …launcher.Main dir/Shop.java --port 80}: {@code Shop}. */
  private static String ofSource(String command) {
    int file = command.indexOf(' ');
    int end = command.indexOf(".java", file);
    if (file < 0 || end < 0) {
      return "java";
    }
    return clean(lastPart(command.substring(file + 1, end).replace('\\', '/'), '/'));
  }

  /**
   * Makes any text a name: {@code [A-Za-z0-9._-]{1,100}} without a leading dot; other characters
   * become {@code -}.
   */
  public static String clean(String text) {
    StringBuilder allowed = new StringBuilder(text);
    for (int i = 0; i < allowed.length(); i++) {
      char c = allowed.charAt(i);
      boolean isAllowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-".indexOf(c) >= 0;
      if (!isAllowed) {
        allowed.setCharAt(i, '-');
      }
    }
    String name = allowed.toString();
    if (name.startsWith(".")) {
      name = "-" + name.substring(1);
    }
    if (name.isEmpty()) {
      return "java";
    }
    return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
  }

  /** The command without its arguments, which may hold secrets; a jar's path may hold blanks. */
  static String program(@Nullable String command) {
    if (command == null || command.isBlank()) {
      return "java";
    }
    String trimmed = command.trim();
    int blank = trimmed.indexOf(' ');
    int jar = trimmed.toLowerCase(Locale.ROOT).indexOf(".jar");
    boolean isPath =
        trimmed.startsWith("/") || trimmed.startsWith(".") || trimmed.startsWith(":\\", 1);
    if (isPath && jar > 0) {
      return trimmed.substring(0, jar + 4);
    }
    return blank < 0 ? trimmed : trimmed.substring(0, blank);
  }

  private static String lastPart(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
