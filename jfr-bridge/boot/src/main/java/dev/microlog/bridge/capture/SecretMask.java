package dev.microlog.bridge.capture;

import java.util.Locale;

/**
 * Takes secrets out of text before it is recorded.
 *
 * <p>Masked is what follows a telling name and {@code =} or {@code :} ({@code password=…}, {@code
 * "apiKey": "…"}, {@code Authorization: …}), the password in a URL ({@code //user:…@host}), and
 * what looks like a token by itself ({@code Bearer …}, JSON Web Tokens, AWS and GitHub keys,
 * private keys). A rule that errs masks too much rather than too little. Written by hand: an
 * ordinary line of 100 characters is looked through in some tens of nanoseconds.
 */
final class SecretMask {
  private static final String MASK = "***";

  /** What the name in front of a value ends with, in lower case and without {@code _ - .} */
  private static final String[] NAMES = {
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "credential",
    "credentials",
    "authorization",
    "cookie",
    "sessionid",
  };

  /** What a token begins with that needs no name; {@link #mayBegin} knows their first letters. */
  private static final String[] PREFIXES = {
    "Bearer ",
    "bearer ",
    "Basic ",
    "eyJ",
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "sk-",
    "-----BEGIN ",
  };

  /** A shorter word after such a prefix is an ordinary word. */
  private static final int MIN_TOKEN = 12;

  /** A longer word between {@code //} and a colon is no user. */
  private static final int MAX_USER = 80;

  private SecretMask() {}

  /** The text without its secrets; the same object where there are none. */
  static String apply(String text) {
    return apply(text, false);
  }

  /**
   * The text without its secrets; the same object where there are none. Takes time in proportion to
   * the text's length.
   *
   * @param isCut whether the text went on, so that its end may be the first part of a secret
   */
  static String apply(String text, boolean isCut) {
    boolean hasSeparator = false;
    boolean hasPrefix = false;
    char first = 0;
    char second = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hasSeparator |= c == '=' || c == ':';
      hasPrefix = hasPrefix || (mayBegin(first, second, c) && beginsPrefix(text, i - 2));
      first = second;
      second = c;
    }
    String masked = hasSeparator ? maskNamed(text, isCut) : text;
    return hasPrefix ? maskPrefixes(masked, isCut) : masked;
  }

  /**
   * Whether one of the prefixes may begin with these characters. One pass over an ordinary text is
   * cheaper than a search for each prefix, and less work for the JVM's compiler.
   */
  private static boolean mayBegin(char first, char second, char third) {
    return switch (first) {
      case 'B', 'b' -> (second == 'e' && third == 'a') || (second == 'a' && third == 's');
      case 'e' -> second == 'y' && third == 'J';
      case 'A' -> third == 'I' && (second == 'K' || second == 'S');
      case 'g' -> second == 'h' || (second == 'i' && third == 't') || second == 'l';
      case 'x' -> second == 'o' && third == 'x';
      case 's' -> second == 'k' && third == '-';
      case '-' -> second == '-' && third == '-';
      default -> false;
    };
  }

  private static boolean beginsPrefix(String text, int start) {
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix, start)) {
        return true;
      }
    }
    return false;
  }

  private static String maskPrefixes(String text, boolean isCut) {
    String masked = text;
    for (String prefix : PREFIXES) {
      if (masked.contains(prefix)) {
        masked = maskPrefixed(masked, prefix, isCut);
      }
    }
    return masked;
  }

  private static String maskNamed(String text, boolean isCut) {
    StringBuilder result = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=' && c != ':') {
        continue;
      }
      int start = i + 1;
      int end = start;
      if (isSecretName(text, i)) {
        start = valueStart(text, i + 1);
        end = valueEnd(text, start, isAuthorization(text, i));
      } else if (c == ':') {
        end = passwordEnd(text, i, isCut);
      }
      if (end > start) {
        result = result == null ? new StringBuilder(text.length()) : result;
        result.append(text, copied, start).append(MASK);
        copied = end;
        i = end - 1;
      }
    }
    return result == null ? text : result.append(text, copied, text.length()).toString();
  }

  private static boolean isSecretName(String text, int separator) {
    if (separator > 0 && isDigit(text.charAt(separator - 1))) {
      // No name ends with a digit, but the hours and minutes of each time of day do.
      return false;
    }
    String name = nameBefore(text, separator);
    for (String secret : NAMES) {
      if (name.endsWith(secret)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAuthorization(String text, int separator) {
    String name = nameBefore(text, separator);
    return name.endsWith("authorization") || name.endsWith("cookie");
  }

  /**
   * The word in front of a separator, in lower case and without punctuation; empty where there is
   * none.
   */
  private static String nameBefore(String text, int separator) {
    int end = separator;
    while (end > 0 && (text.charAt(end - 1) == ' ' || isQuote(text.charAt(end - 1)))) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < 40 && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    if (end - start < 3) {
      return "";
    }
    StringBuilder name = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '_' && c != '-' && c != '.') {
        name.append(c);
      }
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static int valueStart(String text, int from) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '=')) {
      start++;
    }
    return start < text.length() && isQuote(text.charAt(start)) ? start + 1 : start;
  }

  private static int valueEnd(String text, int start, boolean toEndOfLine) {
    char quote = start > 0 && isQuote(text.charAt(start - 1)) ? text.charAt(start - 1) : 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          quote != 0 ? c == quote : toEndOfLine ? c == '"' : " ,;&\t)]}\"'".indexOf(c) >= 0;
      if (ends || c == '\n' || c == '\r') {
        return i;
      }
    }
    return text.length();
  }

  /**
   * The end of the password in {@code //user:password@host}, if this colon is the one in it; else
   * the place behind it. Looks no further than the user and the password may reach, as a long text
   * may have a colon in every second place.
   */
  static int passwordEnd(CharSequence text, int colon, boolean isCut) {
    if (!isBehindUser(text, colon)) {
      return colon + 1;
    }
    int end = colon + 1;
    while (end < text.length() && isPlain(text.charAt(end))) {
      end++;
    }
    boolean isPassword = end == text.length() ? isCut : text.charAt(end) == '@';
    return isPassword ? end : colon + 1;
  }

  private static boolean isBehindUser(CharSequence text, int colon) {
    int start = colon;
    while (start > 0 && colon - start < MAX_USER && isPlain(text.charAt(start - 1))) {
      start--;
    }
    return start >= 2 && text.charAt(start - 1) == '/' && text.charAt(start - 2) == '/';
  }

  private static boolean isPlain(char c) {
    return " /\n\t\"'@<>".indexOf(c) < 0;
  }

  private static String maskPrefixed(String text, String prefix, boolean isCut) {
    StringBuilder result = new StringBuilder(text.length());
    int copied = 0;
    for (int i = text.indexOf(prefix); i >= 0; i = text.indexOf(prefix, Math.max(i + 1, copied))) {
      if (i > 0 && Character.isLetterOrDigit(text.charAt(i - 1))) {
        continue;
      }
      int start = i + prefix.length();
      int end = prefix.startsWith("-----") ? blockEnd(text, start) : tokenEnd(text, start);
      if (end - i >= MIN_TOKEN || (isCut && end == text.length())) {
        result.append(text, copied, start).append(MASK);
        copied = end;
      }
    }
    return copied == 0 ? text : result.append(text, copied, text.length()).toString();
  }

  private static int tokenEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (isNamePart(text.charAt(end)) || "+/=~".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static int blockEnd(String text, int start) {
    int end = text.indexOf("-----END", start);
    return end < 0 ? text.length() : end;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
