package dev.microlog.server.explain;

import dev.microlog.server.explain.evidence.EvidenceRow;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model's answer safe and checks what it cites. A model repeats what it was sent, and what
 * it was sent comes from strangers: so the answer is parsed, and written anew from what may stay.
 */
final class AnswerChecker {
  /** The scheme of links to evidence. */
  static final String SCHEME = "evidence:";

  private static final int LONGEST = 400_000;
  private static final String ID = "[A-Z]{1,2}\\d{1,4}";
  private static final String IDS = ID + "(?:\\s*[,;]\\s*" + ID + ")*";
  private static final Pattern CITATION = Pattern.compile("\\[\\s*(" + IDS + ")\\s*]");
  private static final Pattern ONLY_IDS = Pattern.compile("\\[?\\s*(" + IDS + ")\\s*]?");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*");
  private static final Pattern UNPRINTABLE =
      Pattern.compile(
          "[\\p{Cc}\\p{Co}\\p{Cs}\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF&&[^\\n\\t]]");

  private final Function<String, @Nullable EvidenceRow> rows;
  private final Map<String, EvidenceRow> cited = new LinkedHashMap<>();
  private final Set<String> unproven = new LinkedHashSet<>();

  private AnswerChecker(Function<String, @Nullable EvidenceRow> rows) {
    this.rows = rows;
  }

  /**
   * @param rows gives the row of the evidence with that id, null if there is none
   */
  static CheckedAnswer check(String answer, Function<String, @Nullable EvidenceRow> rows) {
    var checker = new AnswerChecker(rows);
    String text = answer.length() > LONGEST ? answer.substring(0, LONGEST) : answer;
    Node document =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.NONE)
            .maxOpenBlockParsers(50)
            .build()
            .parse(printable(text));
    document.accept(new Cleaner());
    var texts = new Texts();
    document.accept(texts);
    texts.found.forEach(checker::cite);
    String markdown = MarkdownRenderer.builder().build().render(document);
    return new CheckedAnswer(
        markdown, Collections.unmodifiableMap(checker.cited), List.copyOf(checker.unproven));
  }

  /** Without characters that a terminal or a page could take for something else. */
  static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("");
  }

  private static boolean isPlainHttps(String destination) {
    try {
      URI uri = new URI(destination);
      return "https".equals(uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String textOf(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }

  /** Takes out HTML, images, definitions of references and links that lead elsewhere. */
  private static final class Cleaner extends AbstractVisitor {
    @Override
    public void visit(HtmlBlock block) {
      Paragraph paragraph = new Paragraph();
      paragraph.appendChild(new Text(block.getLiteral().replace('\n', ' ')));
      replace(block, paragraph);
    }

    @Override
    public void visit(HtmlInline inline) {
      replace(inline, new Text(inline.getLiteral()));
    }

    @Override
    public void visit(Image image) {
      replace(image, new Text("(image left out: " + textOf(image) + ")"));
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      definition.unlink();
    }

    @Override
    public void visit(Link link) {
      String text = textOf(link);
      Matcher ids = ONLY_IDS.matcher(text);
      if (ids.matches()) {
        replace(link, new Text("[" + ids.group(1) + "]"));
      } else if (isPlainHttps(link.getDestination())) {
        link.setTitle(null);
        visitChildren(link);
      } else {
        visitChildren(link);
        Node child = link.getFirstChild();
        while (child != null) {
          Node next = child.getNext();
          link.insertBefore(child);
          child = next;
        }
        link.unlink();
      }
    }

    private static void replace(Node old, Node replacement) {
      old.insertAfter(replacement);
      old.unlink();
    }
  }

  /** All texts but those inside links: a citation there would be a link inside a link. */
  private static final class Texts extends AbstractVisitor {
    private final List<Text> found = new ArrayList<>();

    @Override
    public void visit(Text text) {
      found.add(text);
    }

    @Override
    public void visit(Link link) {
      // nothing in it is looked at
    }
  }

  /** Makes links of ids that exist, and marks those that do not. */
  private void cite(Text text) {
    if (text.getParent() == null) {
      return;
    }
    String literal = joined(text);
    Matcher matcher = CITATION.matcher(literal);
    int at = 0;
    List<Node> nodes = new ArrayList<>();
    while (matcher.find()) {
      addText(nodes, literal.substring(at, matcher.start()));
      addCitations(nodes, matcher.group(1));
      at = matcher.end();
    }
    if (at == 0) {
      text.setLiteral(literal);
      return;
    }
    addText(nodes, literal.substring(at));
    Node after = text;
    for (Node node : nodes) {
      after.insertAfter(node);
      after = node;
    }
    text.unlink();
  }

  /** A text with those that follow it, which replacing may have made neighbours. */
  private static String joined(Text text) {
    StringBuilder literal = new StringBuilder(text.getLiteral());
    while (text.getNext() instanceof Text next) {
      literal.append(next.getLiteral());
      next.unlink();
    }
    return literal.toString();
  }

  private static void addText(List<Node> nodes, String text) {
    if (!text.isEmpty()) {
      nodes.add(new Text(text));
    }
  }

  private void addCitations(List<Node> nodes, String ids) {
    String space = "";
    for (String id : SEPARATOR.split(ids.strip())) {
      addText(nodes, space);
      space = " ";
      EvidenceRow row = rows.apply(id);
      if (row == null) {
        unproven.add(id);
        StrongEmphasis mark = new StrongEmphasis("**");
        mark.appendChild(new Text("[" + id + "] (unproven)"));
        nodes.add(mark);
      } else {
        cited.put(id, row);
        Link link = new Link(SCHEME + id, null);
        link.appendChild(new Text(id));
        nodes.add(link);
      }
    }
  }
}
