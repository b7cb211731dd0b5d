package dev.microlog.server.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a recording in a store: the application and, inside it, the recording's id
 * (ordinarily the local time at which it began, {@code 2026_11_22_06_31_51}).
 *
 * <p>Both parts are names of files in the store and parts of a URL, so they are checked here, once,
 * whatever their source: 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, the first one no dot.
 */
public record RecordingKey(String app, String id) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._-]");

  public RecordingKey {
    if (!isName(app) || !isName(id)) {
      throw new IllegalArgumentException("Not a name: " + app + "/" + id);
    }
  }

  /** Whether the text may be the name of an application or of a recording. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The key for names that came from outside; empty when one of them is no name. */
  public static Optional<RecordingKey> of(String app, String id) {
    return isName(app) && isName(id) ? Optional.of(new RecordingKey(app, id)) : Optional.empty();
  }

  /**
   * Makes a name of any text: other characters become {@code -}, leading dots go, what is longer
   * than 100 characters is cut. An empty text becomes {@code java}.
   */
  public static String toName(String text) {
    String name = FOREIGN.matcher(text).replaceAll("-");
    int start = 0;
    while (start < name.length() && name.charAt(start) == '.') {
      start++;
    }
    name = name.substring(start, Math.min(name.length(), start + 100));
    return name.isEmpty() ? "java" : name;
  }

  @Override
  public String toString() {
    return app + "/" + id;
  }
}
