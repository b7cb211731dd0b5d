package dev.microlog.server.explain.facts;

import dev.microlog.convert.Redaction;
import java.util.regex.Pattern;

/**
 * Makes texts of a recording fit to stand in evidence: they are data, whatever they say.
 *
 * <p>Secrets and personal data are taken out; a text becomes one line without control, invisible or
 * direction characters; what looks like a citation or like the marks around our data is changed so
 * that it is neither.
 */
public final class Plain {
  /** Longer texts are cut before anything else; no row shows as much. */
  private static final int LONGEST = 4000;

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\p{Zs}]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]+");
  private static final Pattern CITATION =
      Pattern.compile("\\[(\\s*[A-Za-z]{1,2}\\d{1,4}(?:\\s*[,;]\\s*[A-Za-z]{1,2}\\d{1,4})*\\s*)]");
  private static final Pattern MARKS = Pattern.compile("<{3,}|>{3,}|`{3,}|={4,}");

  private Plain() {}

  /** One line of at most that many characters. */
  public static String line(String text, int longest) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String clean = INVISIBLE.matcher(Redaction.text(cut)).replaceAll("");
    clean = BLANKS.matcher(clean).replaceAll(" ").strip();
    clean = CITATION.matcher(clean).replaceAll("($1)");
    clean = MARKS.matcher(clean).replaceAll("~");
    return clean.length() <= longest ? clean : clean.substring(0, cutAt(clean, longest - 1)) + "…";
  }

  /** A quotation: quotes inside it become single ones. */
  public static String quote(String text, int longest) {
    return "\"" + line(text, longest).replace('"', '\'') + "\"";
  }

  /** Never between the two halves of a character. */
  private static int cutAt(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }
}
