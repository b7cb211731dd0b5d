package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table that sorts by a click on a head and is filtered by what is typed. */
public final class Table {
  private static final int MAX_ROWS = 1000;

  private final String[] heads;
  private final List<Cell[]> rows = new ArrayList<>();
  private final Element filter = Element.of("input").label(Words.FILTER);
  private final Element head = Element.of("tr");
  private final Element body = Element.of("tbody");
  private int sort;
  private boolean descending;

  /** A cell: how it sorts and what it shows. */
  public record Cell(boolean isNumber, double number, String text, Element content) {}

  public Table(String... heads) {
    this.heads = heads.clone();
    filter.attribute("placeholder", Words.FILTER);
    filter.onInput(this::fill);
  }

  public static Cell text(String text, Element content) {
    return new Cell(false, 0, text, content);
  }

  public static Cell number(double number, String text) {
    return new Cell(true, number, text, Element.of("span").text(text));
  }

  /** A number that leads somewhere. */
  public static Cell link(double number, String text, Runnable action) {
    return new Cell(true, number, text, Element.button("link", text, action));
  }

  public void row(Cell... cells) {
    rows.add(cells.clone());
  }

  /** Sorts by a column, its largest first. */
  public Table sortedBy(int column) {
    sort = column;
    descending = true;
    return this;
  }

  public Element element() {
    fill();
    return Element.of("div")
        .add(filter, Element.of("table").add(Element.of("thead").add(head), body));
  }

  /** What is shown, as text: a line for each row, cells separated by tabs. */
  public String tsv() {
    StringBuilder text = new StringBuilder(String.join("\t", heads)).append('\n');
    String wanted = filter.value().toLowerCase(Locale.ROOT);
    for (Cell[] row : rows) {
      if (passes(row, wanted)) {
        for (int i = 0; i < row.length; i++) {
          String cell = row[i].isNumber() ? Format.fixed(row[i].number(), 3) : row[i].text();
          text.append(i == 0 ? "" : "\t").append(cell.replace('\t', ' ').replace('\n', ' '));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private void sortBy(int column) {
    descending = column == sort ? !descending : !rows.isEmpty() && rows.get(0)[column].isNumber();
    sort = column;
    fill();
  }

  private void fill() {
    head.clear();
    for (int i = 0; i < heads.length; i++) {
      int column = i;
      boolean number = !rows.isEmpty() && rows.get(0)[i].isNumber();
      String sign = i != sort ? "" : descending ? " ▾" : " ▴";
      Element cell = Element.of("th", number ? "amount" : "");
      cell.attribute("scope", "col");
      if (i == sort) {
        cell.attribute("aria-sort", descending ? "descending" : "ascending");
      }
      head.add(cell.add(Element.button("", heads[i] + sign, () -> sortBy(column))));
    }
    rows.sort(
        (a, b) -> {
          int order =
              a[sort].isNumber()
                  ? Double.compare(a[sort].number(), b[sort].number())
                  : a[sort].text().compareTo(b[sort].text());
          return descending ? -order : order;
        });
    body.clear();
    String wanted = filter.value().toLowerCase(Locale.ROOT);
    int shown = 0;
    for (Cell[] row : rows) {
      if (passes(row, wanted) && shown++ < MAX_ROWS) {
        Element line = Element.of("tr");
        for (Cell cell : row) {
          line.add(Element.of("td", cell.isNumber() ? "amount" : "").add(cell.content()));
        }
        body.add(line);
      }
    }
    if (shown == 0) {
      body.add(Element.of("tr").add(Element.of("td", "dim", Words.NOTHING_HERE)));
    }
  }

  private static boolean passes(Cell[] row, String wanted) {
    for (Cell cell : row) {
      if (cell.text().toLowerCase(Locale.ROOT).contains(wanted)) {
        return true;
      }
    }
    return false;
  }
}
