package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text pool: every name and message of a timeline once. Texts that a reader adds are made when
 * they are first asked for; whoever asks, and however many at once, gets equal texts.
 */
public final class StringTable {
  private final @Nullable String[] texts;
  private final int size;
  private final List<Late> late;

  private StringTable(@Nullable String[] texts, int size, List<Late> late) {
    this.texts = texts;
    this.size = size;
    this.late = late;
  }

  /** Texts that are made when they are asked for, and the row of the first. */
  private record Late(LateTexts texts, int firstRow) {
    static String text(List<Late> all, int row) {
      int low = 0;
      int high = all.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (all.get(middle).firstRow <= row) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      Late late = all.get(low);
      return late.texts.text(row - late.firstRow);
    }
  }

  public int size() {
    return size;
  }

  /** The text of a row; the empty text for -1, so that "none" reads as nothing. */
  public String text(int row) {
    if (row < 0) {
      return "";
    }
    String text = texts[row];
    if (text == null) {
      text = Late.text(late, row);
      texts[row] = text;
    }
    return text;
  }

  /** Grows the pool. Not thread-safe. */
  public static final class Builder {
    /** Shared with the tables that were built: a row that they have never gets another text. */
    private @Nullable String[] texts = new @Nullable String[16];

    private int size;
    private final List<Late> late = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private int indexed;

    /** The row of this text, which is added if it is new; -1 for null. */
    public int intern(@Nullable String text) {
      if (text == null) {
        return -1;
      }
      while (indexed < size) {
        rows.putIfAbsent(text(indexed), indexed);
        indexed++;
      }
      Integer row = rows.get(text);
      return row != null ? row : add(text);
    }

    /** Adds a text without looking whether it is there: for readers, which keep row numbers. */
    public int add(String text) {
      reserve(1);
      texts[size] = text;
      return size++;
    }

    /** Adds texts that are made when they are first asked for, likewise. */
    public void addLate(LateTexts from, int count) {
      reserve(count);
      late.add(new Late(from, size));
      size += count;
    }

    public int size() {
      return size;
    }

    public String text(int row) {
      String text = texts[row];
      if (text == null) {
        text = Late.text(late, row);
        texts[row] = text;
      }
      return text;
    }

    private void reserve(int more) {
      if (texts.length - size < more) {
        @Nullable String[] grown = new @Nullable String[Math.max(size + more, size * 2)];
        System.arraycopy(texts, 0, grown, 0, size);
        texts = grown;
      }
    }

    public StringTable build() {
      return new StringTable(texts, size, List.copyOf(late));
    }

    /**
     * @throws IllegalArgumentException if a row that is not -1 is not in the pool
     */
    void check(IntColumn column, String what) {
      Rows.check(column, size, what);
    }
  }
}
