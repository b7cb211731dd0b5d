package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text pool: every name and message of a timeline once. */
public final class StringTable {
  private final String[] texts;

  private StringTable(String[] texts) {
    this.texts = texts;
  }

  public int size() {
    return texts.length;
  }

  /** The text of a row; the empty text for -1, so that "none" reads as nothing. */
  public String text(int row) {
    return row < 0 ? "" : texts[row];
  }

  /** Grows the pool. Not thread-safe. */
  public static final class Builder {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private int indexed;

    /** The row of this text, which is added if it is new; -1 for null. */
    public int intern(@Nullable String text) {
      if (text == null) {
        return -1;
      }
      while (indexed < texts.size()) {
        rows.putIfAbsent(texts.get(indexed), indexed);
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

    public int size() {
      return texts.size();
    }

    public String text(int row) {
      return texts.get(row);
    }

    public StringTable build() {
      return new StringTable(texts.toArray(new String[0]));
    }

    /**
     * @throws IllegalArgumentException if a row that is not -1 is not in the pool
     */
    void check(IntColumn column, String what) {
      Rows.check(column, texts.size(), what);
    }
  }
}
