package dev.microlog.web.page.part;

import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Sources;
import dev.microlog.web.text.Words;

/** A stack, the innermost frame first, each frame with a link to its source. */
public final class StackList {
  private static final int MAX_FRAMES = 300;

  private final Sources sources;
  private final Timeline timeline;

  public StackList(Sources sources, Timeline timeline) {
    this.sources = sources;
    this.timeline = timeline;
  }

  public Element of(int stackNode) {
    Element list = Element.of("div", "mono");
    StackTable stacks = timeline.stacks();
    int count = 0;
    for (int node = stackNode; node >= 0 && count < MAX_FRAMES; node = stacks.parent(node)) {
      list.add(frame(node));
      count++;
    }
    return list;
  }

  private Element frame(int node) {
    int method = timeline.methodAt(node);
    int line = timeline.frames().line(timeline.stacks().frame(node));
    Element row = Element.of("div", "entry-line");
    String kind =
        switch (timeline.methods().kind(method)) {
          case YOURS -> "yours";
          case LIBRARY -> "library";
          case JDK -> "jdk";
        };
    row.add(Element.of("span", "swatch " + kind));
    String name = timeline.methods().qualifiedName(method) + (line > 0 ? ":" + line : "");
    if (sources.isLinked()) {
      row.add(Element.button("link", name, () -> sources.open(timeline.methods(), method, line)));
    } else {
      row.add(Element.of("span").text(name));
    }
    return row;
  }

  /** The stack as a Java stack trace writes it, to be copied. */
  public static String text(Timeline timeline, int stackNode) {
    StringBuilder text = new StringBuilder();
    StackTable stacks = timeline.stacks();
    for (int node = stackNode; node >= 0; node = stacks.parent(node)) {
      int method = timeline.methodAt(node);
      int line = timeline.frames().line(stacks.frame(node));
      String type = timeline.methods().className(method);
      text.append("\tat ").append(timeline.methods().qualifiedName(method));
      text.append('(').append(type.isEmpty() ? Words.NATIVE_METHOD : Sources.fileName(type));
      text.append(line > 0 && !type.isEmpty() ? ":" + line : "").append(")\n");
    }
    return text.toString();
  }
}
