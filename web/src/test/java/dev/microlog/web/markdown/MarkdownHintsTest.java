package dev.microlog.web.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownHintsTest {
  @Test
  void whatLooksLikeMarkdown() {
    for (String text :
        List.of(
            "# Orders",
            "took **3 s**",
            "see `Shop.price`",
            "[docs](https://example.org)",
            "list:\n- one\n- two",
            "```\ncode\n```")) {
      assertEquals(true, MarkdownHints.isLikely(text), text);
    }
  }

  @Test
  void ordinaryLogLinesDoNot() {
    for (String text :
        List.of(
            "",
            "#",
            "#1 of 3",
            "a * b ** c",
            "** **",
            "snake_case_name and *",
            "- one thing only",
            "2 * 3 = 6",
            "it's 5 o`clock",
            "*".repeat(100),
            "<b>bold</b>")) {
      assertEquals(false, MarkdownHints.isLikely(text), text);
    }
  }
}
