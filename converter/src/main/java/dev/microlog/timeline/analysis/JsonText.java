package dev.microlog.timeline.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as far as our own data files use it: objects, arrays and strings. It runs in the
 * browser, where Jackson does not.
 */
final class JsonText {
  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The value of a text: a map, a list or a string.
   *
   * @throws IllegalArgumentException if it is not such JSON
   */
  static Object parse(String text) {
    JsonText json = new JsonText(text);
    Object value = json.value();
    json.skipSpace();
    if (json.at != text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> throw unexpected();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      map.put(key, value());
      skipSpace();
      if (peek() == ',') {
        at++;
      } else if (peek() != '}') {
        throw unexpected();
      }
    }
    at++;
    return map;
  }

  private List<Object> array() {
    List<Object> list = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != ']') {
      list.add(value());
      skipSpace();
      if (peek() == ',') {
        at++;
      } else if (peek() != ']') {
        throw unexpected();
      }
    }
    at++;
    return list;
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char character = text.charAt(at++);
      if (character == '\\') {
        char escaped = peek();
        at++;
        switch (escaped) {
          case 'n' -> value.append('\n');
          case 't' -> value.append('\t');
          case '"', '\\', '/' -> value.append(escaped);
          default -> throw unexpected();
        }
      } else {
        value.append(character);
      }
    }
    at++;
    return value.toString();
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("unexpected text at " + at);
  }
}
