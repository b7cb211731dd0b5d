package dev.microlog.web.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. Asking an object for a member that is not there, or that is of another type, gives
 * the empty value of the type that was asked for, as answers of other versions have other members.
 */
public final class Json {
  /** Deeper nesting is refused. */
  private static final int MAX_DEPTH = 100;

  private static final Json NULL = new Json(null);

  /** Map, List, String, Double, Boolean or null. */
  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if the text is not JSON
   */
  public static Json parse(String text) {
    Parser parser = new Parser(text);
    Json result = parser.value(0);
    parser.end();
    return result;
  }

  public Json get(String name) {
    if (value instanceof Map<?, ?> map && map.get(name) instanceof Json member) {
      return member;
    }
    return NULL;
  }

  public String text(String name) {
    return get(name).text();
  }

  public String text() {
    return value instanceof String text ? text : "";
  }

  public double number(String name) {
    return get(name).number();
  }

  public double number() {
    return value instanceof Double number ? number : 0;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(get(name).value);
  }

  public boolean isNull() {
    return value == null;
  }

  public List<Json> list(String name) {
    return get(name).list();
  }

  public List<Json> list() {
    List<Json> result = new ArrayList<>();
    if (value instanceof List<?> items) {
      for (Object item : items) {
        result.add((Json) item);
      }
    }
    return result;
  }

  /**
   * A decimal number as JSON and addresses write it. Java's own parser needs tables that a script
   * must not carry; this one may be off by a last digit beyond the fifteenth.
   *
   * @throws NumberFormatException if the text is none
   */
  public static double parseNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    double value = 0;
    int digits = 0;
    int scale = 0;
    boolean point = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        digits++;
        value = value * 10 + (c - '0');
        scale -= point ? 1 : 0;
      } else {
        break;
      }
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean plus = at + 1 < text.length() && text.charAt(at + 1) == '+';
      scale += Integer.parseInt(text.substring(at + (plus ? 2 : 1)));
      at = text.length();
    }
    if (digits == 0 || at < text.length()) {
      throw new NumberFormatException(text);
    }
    // one division by an exact power is exacter than many
    double scaled = scale < 0 ? value / Math.pow(10, -scale) : value * Math.pow(10, scale);
    return text.startsWith("-") ? -scaled : scaled;
  }

  /** A text as JSON writes it, in quotes. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Reads by descent. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Json value(int depth) {
      if (depth > MAX_DEPTH) {
        throw wrong();
      }
      skipSpace();
      char c = peek();
      return switch (c) {
        case '{' -> object(depth);
        case '[' -> array(depth);
        case '"' -> new Json(string());
        case 't' -> word("true", new Json(true));
        case 'f' -> word("false", new Json(false));
        case 'n' -> word("null", NULL);
        default -> numeral();
      };
    }

    void end() {
      skipSpace();
      if (at < text.length()) {
        throw wrong();
      }
    }

    private Json object(int depth) {
      Map<String, Json> members = new LinkedHashMap<>();
      at++;
      skipSpace();
      if (peek() == '}') {
        at++;
        return new Json(members);
      }
      while (true) {
        skipSpace();
        String name = string();
        skipSpace();
        expect(':');
        members.put(name, value(depth + 1));
        skipSpace();
        if (peek() == '}') {
          at++;
          return new Json(members);
        }
        expect(',');
      }
    }

    private Json array(int depth) {
      List<Json> items = new ArrayList<>();
      at++;
      skipSpace();
      if (peek() == ']') {
        at++;
        return new Json(items);
      }
      while (true) {
        items.add(value(depth + 1));
        skipSpace();
        if (peek() == ']') {
          at++;
          return new Json(items);
        }
        expect(',');
      }
    }

    private String string() {
      expect('"');
      StringBuilder result = new StringBuilder();
      while (peek() != '"') {
        char c = text.charAt(at++);
        result.append(c == '\\' ? escaped() : c);
      }
      at++;
      return result.toString();
    }

    private char escaped() {
      char c = peek();
      at++;
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> unicode();
        case '"', '\\', '/' -> c;
        default -> throw wrong();
      };
    }

    private char unicode() {
      if (at + 4 > text.length()) {
        throw wrong();
      }
      char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
      at += 4;
      return c;
    }

    private Json word(String word, Json meaning) {
      if (!text.startsWith(word, at)) {
        throw wrong();
      }
      at += word.length();
      return meaning;
    }

    private Json numeral() {
      int start = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (start == at) {
        throw wrong();
      }
      return new Json(parseNumber(text.substring(start, at)));
    }

    private void skipSpace() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private char peek() {
      if (at >= text.length()) {
        throw wrong();
      }
      return text.charAt(at);
    }

    private void expect(char c) {
      if (peek() != c) {
        throw wrong();
      }
      at++;
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("not JSON at character " + at);
    }
  }
}
