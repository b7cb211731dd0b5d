package dev.microlog.web.markdown;

import dev.microlog.web.dom.Element;
import java.util.function.BiConsumer;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Turns CommonMark into elements. Nothing in the text can become markup: elements are made here,
 * one kind for each kind of node, and all else enters as text.
 */
public final class Markdown {
  private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(50).build();

  private Markdown() {}

  public static Element render(String text) {
    return render(text, Element::addText);
  }

  /**
   * @param inline adds a stretch of plain text to an element, as where citations become buttons
   */
  public static Element render(String text, BiConsumer<Element, String> inline) {
    Element root = Element.of("div");
    Renderer renderer = new Renderer(root, inline);
    PARSER.parse(text).accept(renderer);
    return root;
  }

  /** The beginning of a text in one line: emphasis and code are shown, blocks are not. */
  public static Element line(String text) {
    Element root = Element.of("span");
    Node first = PARSER.parse(text).getFirstChild();
    while (first instanceof BulletList
        || first instanceof OrderedList
        || first instanceof ListItem) {
      first = first.getFirstChild();
    }
    Renderer renderer = new Renderer(root, Element::addText);
    if (first instanceof Heading) {
      renderer.into(Element.of("strong"), first);
    } else if (first instanceof Paragraph) {
      renderer.into(Element.of("span"), first);
    } else {
      root.addText(text);
    }
    return root;
  }

  /** Walks the nodes; {@code target} is the element that is being filled. */
  private static final class Renderer extends AbstractVisitor {
    private final BiConsumer<Element, String> inline;
    private Element target;

    Renderer(Element root, BiConsumer<Element, String> inline) {
      this.target = root;
      this.inline = inline;
    }

    private void into(Element element, Node node) {
      Element outer = target;
      outer.add(element);
      target = element;
      visitChildren(node);
      target = outer;
    }

    @Override
    public void visit(Heading node) {
      into(Element.of(node.getLevel() <= 2 ? "h2" : "h3"), node);
    }

    @Override
    public void visit(Paragraph node) {
      into(Element.of("p"), node);
    }

    @Override
    public void visit(BlockQuote node) {
      into(Element.of("blockquote"), node);
    }

    @Override
    public void visit(BulletList node) {
      into(Element.of("ul"), node);
    }

    @Override
    public void visit(OrderedList node) {
      into(Element.of("ol"), node);
    }

    @Override
    public void visit(ListItem node) {
      into(Element.of("li"), node);
    }

    @Override
    public void visit(Emphasis node) {
      into(Element.of("em"), node);
    }

    @Override
    public void visit(StrongEmphasis node) {
      into(Element.of("strong"), node);
    }

    @Override
    public void visit(Code node) {
      target.add(Element.of("code").text(node.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock node) {
      target.add(Element.of("pre").text(node.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock node) {
      target.add(Element.of("pre").text(node.getLiteral()));
    }

    @Override
    public void visit(Link node) {
      if (isSafe(node.getDestination())) {
        Element link = Element.of("a");
        link.attribute("href", node.getDestination());
        link.attribute("rel", "noopener noreferrer nofollow").attribute("target", "_blank");
        link.hint(node.getDestination());
        into(link, node);
      } else {
        visitChildren(node);
      }
    }

    /** A picture would be a request to another server: its description is shown instead. */
    @Override
    public void visit(Image node) {
      visitChildren(node);
    }

    @Override
    public void visit(HtmlBlock node) {
      target.add(Element.of("pre").text(node.getLiteral()));
    }

    @Override
    public void visit(HtmlInline node) {
      target.addText(node.getLiteral());
    }

    @Override
    public void visit(Text node) {
      inline.accept(target, node.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
      target.addText("\n");
    }

    @Override
    public void visit(HardLineBreak node) {
      target.add(Element.of("br"));
    }

    @Override
    public void visit(ThematicBreak node) {
      target.add(Element.of("hr"));
    }
  }

  /**
   * Links lead to a host by https and nowhere else: no script, no data, no file, no other scheme,
   * no name and password that would pass for a host.
   */
  static boolean isSafe(String destination) {
    if (!destination.startsWith("https://") || destination.length() <= "https://".length()) {
      return false;
    }
    for (int i = "https://".length(); i < destination.length(); i++) {
      char c = destination.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i > "https://".length();
      }
      if (c == '@' || c == '\\' || c <= ' ') {
        return false;
      }
    }
    return true;
  }
}
