package dev.microlog.timeline.codec;

import dev.microlog.timeline.LateTexts;
import dev.microlog.timeline.StringTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text pool's new rows. Texts that differ in their numbers alone, as log messages do, are told
 * as a pattern and columns of numbers:
 *
 * <pre>
 *   order 17 of customer 4 took 12 ms       pattern "order # of customer # took # ms"
 *   order 18 of customer 9 took 15 ms       numbers  17 18 | 4 9 | 12 15
 * </pre>
 */
final class TextSection {
  /** Stands in a pattern where a number is. Texts that hold it themselves have no pattern. */
  private static final char NUMBER = '\0';

  /** So many texts must have a pattern for it to be worth telling. */
  private static final int LEAST = 8;

  private static final int MAX_PATTERN = 1000;
  private static final int MAX_NUMBERS = 64;
  private static final int MAX_DIGITS = 15;

  /**
   * Patterns make long texts of few bytes; a section that makes more chars than this is refused.
   */
  private static final int MAX_CHARS = 1 << 27;

  private static final int[] NO_PATTERNS = {};
  private static final int AMOUNTS = 0;
  private static final int STEPS = 1;
  private static final int SPLIT = 2;

  private TextSection() {}

  /** The texts of one pattern. */
  private static final class Pattern {
    final String text;
    final int numbers;
    final List<double[]> values = new ArrayList<>();
    int number;

    Pattern(String text, int numbers) {
      this.text = text;
      this.numbers = numbers;
    }
  }

  static void write(StringTable strings, int from, BytesWriter out) {
    int rows = strings.size() - from;
    Pattern[] patternOf = patterns(strings, from);
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : patternOf) {
      if (pattern != null && pattern.number == 0) {
        patterns.add(pattern);
        pattern.number = patterns.size();
      }
    }
    out.count(rows);
    out.column("patterns");
    out.count(patterns.size());
    for (Pattern pattern : patterns) {
      out.text(pattern.text);
    }
    if (!patterns.isEmpty()) {
      for (Pattern pattern : patternOf) {
        out.count(pattern == null ? 0 : pattern.number);
      }
    }
    out.column("numbers");
    for (Pattern pattern : patterns) {
      for (int i = 0; i < pattern.numbers; i++) {
        writeNumbers(pattern, i, out);
      }
    }
    writePlain(strings, from, patternOf, out);
  }

  private static void writePlain(
      StringTable strings, int from, Pattern[] patternOf, BytesWriter out) {
    out.column("lengths");
    BytesWriter texts = new BytesWriter();
    for (int i = 0; i < patternOf.length; i++) {
      if (patternOf[i] == null) {
        byte[] text = BytesWriter.utf8(strings.text(from + i));
        out.count(text.length);
        texts.all(text);
      }
    }
    out.column("texts");
    out.append(texts);
  }

  /** For each new text its pattern, or null. */
  private static Pattern[] patterns(StringTable strings, int from) {
    int rows = strings.size() - from;
    Pattern[] patternOf = new Pattern[rows];
    Map<String, Pattern> known = new HashMap<>();
    double[] numbers = new double[MAX_NUMBERS];
    StringBuilder withoutNumbers = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      String text = strings.text(from + i);
      withoutNumbers.setLength(0);
      int count = take(text, withoutNumbers, numbers);
      if (count > 0) {
        Pattern found =
            known.computeIfAbsent(withoutNumbers.toString(), key -> new Pattern(key, count));
        double[] values = new double[count];
        System.arraycopy(numbers, 0, values, 0, count);
        found.values.add(values);
        patternOf[i] = found;
      }
    }
    for (int i = 0; i < rows; i++) {
      Pattern pattern = patternOf[i];
      if (pattern != null && pattern.values.size() < LEAST) {
        patternOf[i] = null;
      }
    }
    return patternOf;
  }

  /**
   * Takes the numbers out of a text.
   *
   * @return how many; 0 if the text has no pattern
   */
  private static int take(String text, StringBuilder pattern, double[] numbers) {
    int length = text.length();
    if (length > MAX_PATTERN || text.indexOf(NUMBER) >= 0) {
      return 0;
    }
    int count = 0;
    int at = 0;
    while (at < length) {
      int end = at;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
      if (end == at) {
        pattern.append(text.charAt(at++));
      } else if (text.charAt(at) == '0' && end - at > 1) {
        // zeros in front would be lost
        pattern.append('0');
        at++;
      } else if (end - at > MAX_DIGITS || count == MAX_NUMBERS) {
        return 0;
      } else {
        pattern.append(NUMBER);
        numbers[count++] = number(text, at, end);
        at = end;
      }
    }
    return count;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static double number(String text, int from, int to) {
    double value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  /** Writes a column of numbers in the way that is likely to compress best. */
  private static void writeNumbers(Pattern pattern, int index, BytesWriter out) {
    int rows = pattern.values.size();
    BytesWriter best = null;
    double least = 0;
    for (int way = AMOUNTS; way <= SPLIT; way++) {
      BytesWriter column = new BytesWriter();
      column.oneByte(way);
      switch (way) {
        case AMOUNTS -> Columns.amounts(column, rows, row -> pattern.values.get(row)[index]);
        case STEPS -> Columns.steps(column, rows, row -> pattern.values.get(row)[index]);
        default -> Columns.split(column, rows, row -> pattern.values.get(row)[index]);
      }
      double bits = column.entropyBits();
      if (best == null || bits < least) {
        best = column;
        least = bits;
      }
    }
    if (best != null) {
      out.append(best);
    }
  }

  static void read(BytesReader in, StringTable.Builder strings) throws MalformedTimelineException {
    int rows = in.rowCount();
    int patterns = in.rowCount();
    String[] pattern = new String[patterns];
    for (int i = 0; i < patterns; i++) {
      pattern[i] = in.text();
    }
    int[] which = NO_PATTERNS;
    int[] used = new int[patterns + 1];
    used[0] = rows;
    if (patterns > 0) {
      which = new int[rows];
      in.counts(which);
      count(which, used);
    }
    double chars = 0;
    Made[] made = new Made[patterns];
    for (int i = 0; i < patterns; i++) {
      chars += (double) pattern[i].length() * used[i + 1];
      if (chars > MAX_CHARS) {
        throw new MalformedTimelineException("patterns that make too much text");
      }
      made[i] = readMade(in, pattern[i], used[i + 1]);
    }
    strings.addLate(new Texts(which, made, readPlain(in, used[0])), rows);
  }

  /** Counts the texts of each pattern. */
  private static void count(int[] which, int[] used) throws MalformedTimelineException {
    used[0] = 0;
    for (int pattern : which) {
      if (pattern >= used.length) {
        throw new MalformedTimelineException(
            "text pattern " + pattern + " of " + (used.length - 1));
      }
      used[pattern]++;
    }
  }

  /** The texts of a section, of which each is made when it is asked for. */
  private static final class Texts implements LateTexts {
    /** For each text its pattern, counted from 1, or 0; empty if none has one. */
    private final int[] which;

    private final Made[] made;
    private final Plain plain;

    /** For each text its place among those of its pattern; found when first asked. */
    private volatile int @Nullable [] places;

    Texts(int[] which, Made[] made, Plain plain) {
      this.which = which;
      this.made = made;
      this.plain = plain;
    }

    private int place(int index) {
      int[] known = places;
      if (known == null) {
        known = new int[which.length];
        int[] next = new int[made.length + 1];
        for (int row = 0; row < known.length; row++) {
          known[row] = next[which[row]]++;
        }
        places = known;
      }
      return known[index];
    }

    @Override
    public String text(int index) {
      if (which.length == 0) {
        return plain.text(index);
      }
      int pattern = which[index];
      return pattern == 0 ? plain.text(place(index)) : made[pattern - 1].text(place(index));
    }
  }

  /** Texts without a pattern. */
  private static final class Plain {
    private final byte[] bytes;

    /** Where each text ends in the bytes of all. */
    private final int[] ends;

    Plain(byte[] bytes, int[] ends) {
      this.bytes = bytes;
      this.ends = ends;
    }

    String text(int index) {
      int from = index == 0 ? 0 : ends[index - 1];
      return BytesReader.text(bytes, from, ends[index] - from);
    }
  }

  /**
   * The texts of a pattern.
   *
   * @param parts what stands before the numbers, and behind the last
   * @param numbers column by column
   */
  private record Made(List<String> parts, List<double[]> numbers) {
    String text(int index) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < numbers.size(); i++) {
        text.append(parts.get(i)).append(digits(numbers.get(i)[index]));
      }
      return text.append(parts.get(numbers.size())).toString();
    }
  }

  private static Plain readPlain(BytesReader in, int rows) throws MalformedTimelineException {
    int[] ends = new int[rows];
    in.counts(ends);
    int end = 0;
    for (int row = 0; row < rows; row++) {
      if (ends[row] > in.remaining() - end) {
        throw new MalformedTimelineException(
            "a text of " + ends[row] + " bytes, " + (in.remaining() - end) + " left");
      }
      end += ends[row];
      ends[row] = end;
    }
    return new Plain(in.bytes(end), ends);
  }

  private static Made readMade(BytesReader in, String pattern, int rows)
      throws MalformedTimelineException {
    List<String> parts = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    int from = 0;
    for (int at = pattern.indexOf(NUMBER); at >= 0; at = pattern.indexOf(NUMBER, from)) {
      numbers.add(readNumbers(in, rows));
      parts.add(pattern.substring(from, at));
      from = at + 1;
    }
    parts.add(pattern.substring(from));
    return new Made(parts, numbers);
  }

  private static double[] readNumbers(BytesReader in, int rows) throws MalformedTimelineException {
    if (rows > in.remaining()) {
      throw new MalformedTimelineException(rows + " numbers in " + in.remaining() + " bytes");
    }
    return switch (in.oneByte()) {
      case AMOUNTS -> Columns.amounts(in, rows);
      case STEPS -> Columns.steps(in, rows);
      case SPLIT -> Columns.split(in, rows);
      default -> throw new MalformedTimelineException("numbers written in an unknown way");
    };
  }

  private static String digits(double value) {
    return Math.abs(value) < Integer.MAX_VALUE
        ? String.valueOf((int) value)
        : String.valueOf((long) value);
  }
}
