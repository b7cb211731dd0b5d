package dev.microlog.web.page.log;

import dev.microlog.web.dom.Element;
import dev.microlog.web.log.Throwables;
import dev.microlog.web.page.Sources;
import dev.microlog.web.text.LogWords;
import java.util.List;

/** A throwable that unfolds: its causes one below the other, each frame with its source. */
final class ThrowableView {
  private static final int OPEN_PARTS = 2;

  private ThrowableView() {}

  static Element of(Sources sources, String text) {
    Element box = Element.of("div", "throwable");
    List<Throwables.Part> parts = Throwables.parse(text);
    for (int i = 0; i < parts.size(); i++) {
      box.add(part(sources, parts.get(i), i < OPEN_PARTS || i == parts.size() - 1));
    }
    return box;
  }

  private static Element part(Sources sources, Throwables.Part part, boolean open) {
    Element head = Element.of("summary").add(Element.of("span", "mono", part.head()));
    head.add(Element.of("span", "dim", " " + LogWords.frames(part.frames().size())));
    Element details = Element.of("details").add(head);
    if (open) {
      details.attribute("open", "");
    }
    Element frames = Element.of("div", "mono frames");
    for (Throwables.Frame frame : part.frames()) {
      frames.add(frame(sources, frame));
    }
    return details.add(frames);
  }

  private static Element frame(Sources sources, Throwables.Frame frame) {
    if (!frame.hasSource()) {
      return Element.of("div", "dim", frame.text());
    }
    Element link =
        Element.button(
            "link plain", frame.text(), () -> sources.open(frame.className(), frame.line()));
    return Element.of("div").add(link.hint(LogWords.OPEN_SOURCE));
  }
}
