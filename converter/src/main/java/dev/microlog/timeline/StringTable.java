package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text pool: every name and message of a timeline once. Texts that a reader adds may be made
 * when they are first asked for; whoever asks, and however many at once, gets equal texts.
 */
public final class StringTable {
  private final @Nullable String[] texts;
  private final @Nullable LateTexts[] late;
  private final int[] index;

  private StringTable(@Nullable String[] texts, @Nullable LateTexts[] late, int[] index) {
    this.texts = texts;
    this.late = late;
    this.index = index;
  }

  public int size() {
    return texts.length;
  }

  /** The text of a row; the empty text for -1, so that "none" reads as nothing. */
  public String text(int row) {
    if (row < 0) {
      return "";
    }
    String text = texts[row];
    if (text == null) {
      text = Objects.requireNonNull(late[row]).text(index[row]);
      texts[row] = text;
    }
    return text;
  }

  /** Grows the pool. Not thread-safe. */
  public static final class Builder {
    private final List<@Nullable String> texts = new ArrayList<>();
    private final List<@Nullable LateTexts> late = new ArrayList<>();
    private final IntColumn index = new IntColumn();
    private final Map<String, Integer> rows = new HashMap<>();
    private int indexed;

    /** The row of this text, which is added if it is new; -1 for null. */
    public int intern(@Nullable String text) {
      if (text == null) {
        return -1;
      }
      while (indexed < texts.size()) {
        rows.putIfAbsent(text(indexed), indexed);
        indexed++;
      }
      Integer row = rows.get(text);
      return row != null ? row : add(text);
    }

    /** Adds a text without looking whether it is there: for readers, which keep row numbers. */
    public int add(String text) {
      texts.add(text);
      return texts.size() - 1;
    }

    /** Adds a text that is made when it is first asked for, likewise. */
    public int add(LateTexts from, int at) {
      while (late.size() < texts.size()) {
        late.add(null);
        index.add(0);
      }
      late.add(from);
      index.add(at);
      texts.add(null);
      return texts.size() - 1;
    }

    public int size() {
      return texts.size();
    }

    public String text(int row) {
      String text = texts.get(row);
      if (text == null) {
        text = Objects.requireNonNull(late.get(row)).text(index.get(row));
        texts.set(row, text);
      }
      return text;
    }

    public StringTable build() {
      return new StringTable(
          texts.toArray(new @Nullable String[0]),
          late.toArray(new @Nullable LateTexts[0]),
          index.toArray());
    }

    /**
     * @throws IllegalArgumentException if a row that is not -1 is not in the pool
     */
    void check(IntColumn column, String what) {
      Rows.check(column, texts.size(), what);
    }
  }
}
