package dev.microlog.web.page.explain;

import dev.microlog.web.dom.Element;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.net.Json;
import dev.microlog.web.text.Words;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows an answer with citations that lead to the timeline.
 *
 * <p>What a model writes is not trusted, at no moment: it becomes elements through {@link
 * Markdown}, which makes no HTML, no image and no link but plain https, whether the answer is whole
 * or still comes.
 */
final class Conversation {
  private final Function<String, Json> evidence;
  private final Consumer<Json> follow;

  /**
   * @param evidence gives the row of an id, a null value if there is none
   * @param follow goes to the place of a row
   */
  Conversation(Function<String, Json> evidence, Consumer<Json> follow) {
    this.evidence = evidence;
    this.follow = follow;
  }

  /** A question with its answer, or the explanation itself. */
  Element turn(Json turn, String about) {
    Element element = Element.of("article", "turn");
    if (!turn.text("question").isEmpty()) {
      element.add(Element.of("p", "question", turn.text("question")));
    }
    element.add(answer(turn.text("answer"), turn.get("cited")));
    return element.add(Element.of("p", "dim about", about));
  }

  /** An answer as far as it has come; an id in it counts if the shown evidence has it. */
  Element part(String markdown) {
    return answer(markdown, Json.parse("null"));
  }

  private Element answer(String markdown, Json cited) {
    return Markdown.render(markdown, (target, text) -> addCited(target, text, cited))
        .classes("markdown");
  }

  /** Adds a text in which {@code [C12]} becomes a way to the timeline. */
  private void addCited(Element target, String text, Json cited) {
    int from = 0;
    int open = text.indexOf('[');
    while (open >= 0) {
      int close = text.indexOf(']', open);
      String ids = close < 0 ? "" : text.substring(open + 1, close);
      if (areIds(ids)) {
        target.addText(text.substring(from, open));
        for (String id : ids.split(",")) {
          target.add(citation(id.trim(), cited));
        }
        from = close + 1;
      }
      open = text.indexOf('[', open + 1);
    }
    target.addText(text.substring(from));
  }

  private static boolean areIds(String ids) {
    if (ids.isEmpty() || ids.length() > 60) {
      return false;
    }
    for (String id : ids.split(",")) {
      if (!isId(id.trim())) {
        return false;
      }
    }
    return true;
  }

  /** One or two letters and a number. */
  static boolean isId(String id) {
    int letters = 0;
    while (letters < id.length() && id.charAt(letters) >= 'A' && id.charAt(letters) <= 'Z') {
      letters++;
    }
    int digits = letters;
    while (digits < id.length() && id.charAt(digits) >= '0' && id.charAt(digits) <= '9') {
      digits++;
    }
    return letters >= 1
        && letters <= 2
        && digits == id.length()
        && digits > letters
        && digits - letters <= 4;
  }

  private Element citation(String id, Json cited) {
    Json own = cited.get(id);
    Json row = own.isNull() ? evidence.apply(id) : own;
    if (row.isNull()) {
      return Element.of("span", "cite unproven", id).hint(Words.UNPROVEN);
    }
    return Element.button("cite", id, () -> follow.accept(row)).hint(row.text("text"));
  }
}
