package dev.microlog.bridge.recorder;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads our own settings files, which are XML of a simple shape:
 *
 * <pre>
 *   &lt;event name="jdk.ThreadPark"&gt;
 *     &lt;setting name="threshold"&gt;10 ms&lt;/setting&gt;
 *   &lt;/event&gt;
 * </pre>
 *
 * <p>JFR's own reader begins with an XML parser, which takes longer than all else that the agent
 * does; people's own files go to that one.
 */
final class SettingsText {
  private static final String EVENT = "<event name=\"";
  private static final String SETTING = "<setting name=\"";
  private static final String COMMENT = "<!--";

  private SettingsText() {}

  /** The settings by {@code event#setting}, as JFR wants them. */
  static Map<String, String> parse(String text) {
    Map<String, String> settings = new HashMap<>();
    String event = "";
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      if (text.startsWith(COMMENT, at)) {
        at = text.indexOf("-->", at);
      } else if (text.startsWith(EVENT, at)) {
        event = until(text, at + EVENT.length(), '"');
      } else if (text.startsWith(SETTING, at)) {
        String name = until(text, at + SETTING.length(), '"');
        settings.put(event + "#" + name, until(text, text.indexOf('>', at) + 1, '<').trim());
      }
    }
    return settings;
  }

  private static String until(String text, int start, char end) {
    return text.substring(start, text.indexOf(end, start));
  }
}
