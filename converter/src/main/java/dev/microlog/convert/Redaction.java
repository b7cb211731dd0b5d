package dev.microlog.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of text that leaves the machine or is kept: the one set of
 * rules, for command lines and for what is sent to a language model.
 *
 * <p>What is found is replaced by what it was, in angle brackets: {@code <email>}, {@code <ip>},
 * {@code <secret>}. The rules work on the text alone, so they can err on both sides: a secret
 * without a telling name or form passes, and a harmless value with a telling name is replaced. The
 * rules, with examples, are in {@code docs/EXPLAIN.md}.
 *
 * <p>Every pattern runs in linear time or is bounded, since the text comes from strangers. Texts
 * are redacted before they are cut, so that half a secret does not pass for something else.
 */
public final class Redaction {
  private static final String SECRET = "<secret>";

  /** What makes a name tell that its value is secret; compared without {@code -}, {@code _}. */
  private static final String SECRET_NAME =
      "passw(?:or)?d|passwort|passphrase|passwd|pwd|secret|token|apikey|api[-_.]key"
          + "|access[-_.]?key|private[-_.]?key|account[-_.]?key|shared[-_.]?key|signature"
          + "|credentials?|authorization|auth[-_.]?key|cookie|session[-_.]?id|jsessionid|bearer";

  private record Rule(Pattern pattern, Function<MatchResult, String> replacement) {}

  /** What every secret that the rules know contains: most texts have nothing of it. */
  private static final Pattern MAY_BE_SECRET =
      Pattern.compile(
          "pass|pwd|secret|token|key|credential|authori|cookie|session|bearer|basic|digest"
              + "|negotiate|signature|://|eyJ|AKIA|ASIA|AROA|AIDA|sk-|[srp]k_|whsec_|AIza|xox"
              + "|gh[a-z]_|github_pat|glpat-|npm_|hf_",
          Pattern.CASE_INSENSITIVE);

  private static final List<Rule> SECRETS = secretRules();
  private static final List<Rule> PERSONAL = personalRules();

  private static final Pattern TELLING_NAME =
      Pattern.compile("(?:" + SECRET_NAME + ")$", Pattern.CASE_INSENSITIVE);

  private Redaction() {}

  private static List<Rule> secretRules() {
    List<Rule> rules = new ArrayList<>();
    // A whole private key, also if its end is missing.
    rules.add(
        rule(
            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z"
                + " ]{0,30}KEY-----)?",
            "<private key>"));
    // https://user:password@host → https://<credentials>@host
    rules.add(
        rule(
            "(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}+://)[^\\s/?#@\"'<>]{1,400}+@",
            m -> m.group(1) + "<credentials>@"));
    // JSON Web Tokens: three parts of base64url of which the first is a JSON object.
    rules.add(rule("\\beyJ[A-Za-z0-9_-]{5,4000}+(?:\\.[A-Za-z0-9_-]{2,8000}+){1,2}", "<jwt>"));
    // Keys and tokens that providers mark by a prefix.
    rules.add(rule("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\\b", "<aws key>"));
    rules.add(rule("\\bsk-[A-Za-z0-9_-]{16,400}+", "<api key>"));
    rules.add(rule("\\b(?:sk|rk|pk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,200}+", "<api key>"));
    rules.add(rule("\\bAIza[A-Za-z0-9_-]{30,60}+", "<api key>"));
    rules.add(rule("\\bxox[a-z]-[A-Za-z0-9-]{8,250}+", "<token>"));
    rules.add(
        rule("\\b(?:gh[a-z]_[A-Za-z0-9]{20,250}+|github_pat_[A-Za-z0-9_]{20,250}+)", "<token>"));
    rules.add(rule("\\bglpat-[A-Za-z0-9_-]{16,100}+", "<token>"));
    rules.add(rule("\\bnpm_[A-Za-z0-9]{30,60}+", "<token>"));
    rules.add(rule("\\bhf_[A-Za-z0-9]{24,60}+", "<token>"));
    // Authorization: Bearer abc, Basic dXNlcjpw
    rules.add(
        rule(
            "(?i)\\b(bearer|basic|digest|negotiate)\\s+[A-Za-z0-9+/._~=-]{8,4000}+",
            m -> m.group(1) + " " + SECRET));
    // Authorization: Token abc, ApiKey abc: whatever the scheme
    rules.add(
        rule(
            "(?i)(authorization[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?)[a-z][a-z0-9-]{0,30}+\\s{1,3}"
                + "[^\\s,;&\"'<>]{1,4000}+",
            m -> m.group(1) + SECRET));
    // Cookie: theme=dark; sid=4711: all of them
    rules.add(
        rule(
            "(?i)\\b(cookie\\s{0,3}:\\s{0,3})[^\\s=;,\"'<>]{1,400}+=[^\\s;,\"'<>]{0,4000}+"
                + "(?:;\\s{0,3}[^\\s=;,\"'<>]{1,400}+=[^\\s;,\"'<>]{0,4000}+){0,100}+",
            m -> m.group(1) + SECRET));
    // name=value, name: value, "name": "value", where the name tells.
    rules.add(
        rule(
            "(?i)((?:"
                + SECRET_NAME
                + ")s?[\"']?\\s{0,3}[=:]\\s{0,3})"
                + "(\"[^\"\\n]{1,4000}+\"?|'[^'\\n]{1,4000}+'?|[^\\s,;&\"'<>)}\\]]{1,4000}+)",
            Redaction::namedSecret));
    return List.copyOf(rules);
  }

  private static List<Rule> personalRules() {
    List<Rule> rules = new ArrayList<>();
    // Payment cards: 13 to 19 digits in groups that pass the check digit.
    rules.add(rule("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-])", Redaction::card));
    rules.add(
        rule(
            "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}+"
                + "(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+",
            "<email>"));
    rules.add(
        rule(
            "(?<![\\w.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
                + "(?![\\w]|\\.\\d)",
            Redaction::address4));
    rules.add(
        rule(
            "(?<![\\w:.])[0-9A-Fa-f:]{2,39}(?:%[A-Za-z0-9]{1,16})?(?![\\w:])",
            Redaction::address6));
    rules.add(rule("(?<![\\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\\w:-])", "<mac>"));
    // /home/anna/x → ~/x, also on macOS and Windows.
    rules.add(rule("(?<![\\w/.~-])/(?:home|Users|export/home)/[^\\s/:;,\"'<>|)]{1,64}+", "~"));
    rules.add(rule("(?<![\\w/.~-])/root(?![\\w.-])", "~"));
    rules.add(
        rule(
            "(?i)\\b[A-Z]:[\\\\/](?:Users|Documents and"
                + " Settings)[\\\\/][^\\s\\\\/:;,\"'<>|)]{1,64}+",
            "~"));
    // Long runs of hexadecimal digits or of mixed letters and digits: keys, hashes, session ids.
    rules.add(rule("(?<![\\w+/-])[0-9a-fA-F]{32,4000}+(?![\\w+/-])", "<hex>"));
    rules.add(
        rule(
            "(?<![A-Za-z0-9+/=_.$-])[A-Za-z0-9+/_-]{40,4000}+={0,2}(?![\\w.$])",
            Redaction::random));
    return List.copyOf(rules);
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), m -> replacement);
  }

  private static Rule rule(String pattern, Function<MatchResult, String> replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  /** Free text (a log line, a path, a thread's name) without secrets and personal data. */
  public static String text(String text) {
    if (text.length() < 4) {
      return text;
    }
    return applied(PERSONAL, applied(SECRETS, text));
  }

  /**
   * Text that a program logged, without passwords, keys and tokens. Personal data stays: a log is
   * of little use without its addresses and paths, and does not leave the machine by being kept.
   */
  public static String secrets(String text) {
    return text.length() < 4 || !MAY_BE_SECRET.matcher(text).find() ? text : applied(SECRETS, text);
  }

  private static String applied(List<Rule> rules, String text) {
    String result = text;
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(result);
      if (matcher.find()) {
        result = matcher.replaceAll(m -> Matcher.quoteReplacement(rule.replacement().apply(m)));
      }
    }
    return result;
  }

  /**
   * A command line, its parts separated by blanks, without secrets and personal data: as {@link
   * #text(String)}, and also the value that follows an option with a telling name ({@code --token
   * abc}). An option of one letter tells nothing: {@code -p} is as often a port.
   */
  public static String commandLine(String commandLine) {
    StringBuilder out = new StringBuilder();
    boolean secretFollows = false;
    for (String part : commandLine.split("(?<=\\s)|(?=\\s)")) {
      if (part.isBlank()) {
        out.append(part);
      } else if (secretFollows && !part.startsWith("-")) {
        out.append(SECRET);
        secretFollows = false;
      } else {
        out.append(part);
        secretFollows = part.startsWith("-") && isTellingName(part);
      }
    }
    return text(out.toString());
  }

  /** Whether a variable, a property or an option of that name probably holds a secret. */
  public static boolean isTellingName(String name) {
    return TELLING_NAME.matcher(name).find();
  }

  private static String namedSecret(MatchResult match) {
    String value = match.group(2);
    if (value.startsWith("<") || isHarmless(value)) {
      return match.group();
    }
    return match.group(1) + SECRET;
  }

  /** {@code token=null}, {@code password: required} and the like say nothing secret. */
  private static boolean isHarmless(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.equals("null")
        || lower.equals("true")
        || lower.equals("false")
        || lower.equals("***")
        || lower.equals("bearer")
        || lower.equals("basic");
  }

  private static String card(MatchResult match) {
    int sum = 0;
    boolean doubled = false;
    String text = match.group();
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int value = doubled ? digit * 2 : digit;
      sum += value > 9 ? value - 9 : value;
      doubled = !doubled;
    }
    return sum % 10 == 0 ? "<card>" : text;
  }

  /** Addresses that mean the machine itself, or any, name nobody. */
  private static String address4(MatchResult match) {
    String text = match.group();
    return text.startsWith("127.") || text.equals("0.0.0.0") ? text : "<ip>";
  }

  private static String address6(MatchResult match) {
    String text = match.group();
    int colons = 0;
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      colons += c == ':' ? 1 : 0;
      digit |= Character.digit(c, 16) >= 0;
    }
    boolean shortened = text.contains("::");
    boolean plausible = digit && (colons == 7 || (shortened && colons >= 2 && text.length() > 4));
    return plausible && !text.equals("::1") ? "<ip>" : text;
  }

  /** Base64 and the like mixes cases and digits; a long class name or path does not. */
  private static String random(MatchResult match) {
    String text = match.group();
    int lower = 0;
    int upper = 0;
    int digits = 0;
    int changes = 0;
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kind = Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : 2;
      digits += kind == 0 ? 1 : 0;
      upper += kind == 1 ? 1 : 0;
      lower += kind == 2 ? 1 : 0;
      changes += kind != last ? 1 : 0;
      last = kind;
    }
    boolean mixed = digits >= 2 && upper >= 4 && lower >= 4 && changes * 3 >= text.length();
    return mixed ? SECRET : text;
  }
}
