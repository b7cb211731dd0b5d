package dev.microlog.web.design;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.text.Format;
import java.util.List;
import java.util.Map;

/** A diagram as a drawing that stands alone: all of it, with its colours, without the page. */
public final class DiagramSvg {
  private static final String FONT =
      " font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\"";

  private DiagramSvg() {}

  /** The text of an SVG file. */
  public static String of(Diagram diagram, DiagramColors colors) {
    Box bounds = diagram.bounds();
    StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    svg.append(number(bounds.width())).append("\" height=\"").append(number(bounds.height()));
    svg.append("\" viewBox=\"").append(number(bounds.x())).append(' ').append(number(bounds.y()));
    svg.append(' ').append(number(bounds.width())).append(' ').append(number(bounds.height()));
    svg.append("\"").append(FONT).append(">\n");
    rect(svg, bounds, 0, colors.background(), "none");
    for (Map.Entry<String, Box> frame : diagram.frames().entrySet()) {
      rect(svg, frame.getValue(), 8, colors.frame(), colors.line());
      text(
          svg,
          frame.getValue().x() + 12,
          frame.getValue().y() + 16,
          11,
          colors.dim(),
          fitted(frame.getKey(), frame.getValue().width() - 20, 6.2));
    }
    for (int i = 0; i < diagram.edges().size(); i++) {
      Diagram.Edge edge = diagram.edge(i);
      String color = colors.of(diagram.node(edge.from()));
      svg.append("<path d=\"").append(path(edge.points())).append("\" fill=\"none\" stroke=\"");
      svg.append(color).append("\" stroke-opacity=\"0.7\" stroke-linejoin=\"round\"");
      svg.append(" stroke-width=\"").append(number(diagram.thickness(i))).append("\"/>\n");
      if (!diagram.isLoop(i)) {
        svg.append("<path d=\"").append(arrow(edge.points(), diagram.thickness(i)));
        svg.append("\" fill=\"").append(color).append("\"/>\n");
      }
    }
    for (Diagram.Node node : diagram.nodes()) {
      Box box = node.box();
      rect(svg, box, node.isFolded() ? 8 : 4, colors.box(), colors.of(node));
      rect(svg, new Box(box.x(), box.y(), 5, box.height()), 2, colors.of(node), "none");
      String label = fitted(title(node), box.width() - 22, 7.2);
      text(svg, box.x() + 14, box.y() + 19, 12.5, colors.text(), label);
      text(svg, box.x() + 14, box.y() + 35, 11, colors.dim(), subtitle(node));
    }
    return svg.append("</svg>\n").toString();
  }

  /** What is written on a node. */
  public static String title(Diagram.Node node) {
    return node.label();
  }

  /** What is written below it: the time, and the number of classes where there is room for it. */
  public static String subtitle(Diagram.Node node) {
    String time = Format.duration(node.total());
    String classes =
        " · " + Format.count(node.classes()) + (node.classes() == 1 ? " class" : " classes");
    boolean fits = (time.length() + classes.length()) * 5.6 <= node.box().width() - 18;
    return node.isFolded() && fits ? time + classes : time;
  }

  /** A text cut in its middle to a width. */
  public static String fitted(String text, double width, double character) {
    int room = (int) Math.max(4, width / character);
    if (text.length() <= room) {
      return text;
    }
    int tail = room / 2;
    return text.substring(0, room - tail - 1) + "…" + text.substring(text.length() - tail);
  }

  /** A line through points, with round corners. */
  public static String path(List<Double> points) {
    StringBuilder path = new StringBuilder();
    int last = points.size() - 2;
    for (int i = 0; i <= last; i += 2) {
      double x = points.get(i);
      double y = points.get(i + 1);
      if (i == 0) {
        path.append('M').append(number(x)).append(' ').append(number(y));
      } else if (i == last) {
        path.append('L').append(number(x)).append(' ').append(number(y));
      } else {
        corner(path, points, i);
      }
    }
    return path.toString();
  }

  private static void corner(StringBuilder path, List<Double> points, int i) {
    double x = points.get(i);
    double y = points.get(i + 1);
    double backX = points.get(i - 2) - x;
    double backY = points.get(i - 1) - y;
    double onX = points.get(i + 2) - x;
    double onY = points.get(i + 3) - y;
    double back = Math.max(0.01, Math.hypot(backX, backY));
    double on = Math.max(0.01, Math.hypot(onX, onY));
    double radius = Math.min(7, Math.min(back, on) / 2);
    path.append('L').append(number(x + backX / back * radius)).append(' ');
    path.append(number(y + backY / back * radius)).append('Q').append(number(x)).append(' ');
    path.append(number(y)).append(' ').append(number(x + onX / on * radius)).append(' ');
    path.append(number(y + onY / on * radius));
  }

  /** The head of an arrow at the end of a line. */
  public static String arrow(List<Double> points, double thickness) {
    int last = points.size() - 2;
    if (last < 2) {
      return "";
    }
    double x = points.get(last);
    double y = points.get(last + 1);
    double dx = x - points.get(last - 2);
    double dy = y - points.get(last - 1);
    double length = Math.max(0.01, Math.hypot(dx, dy));
    double size = 5 + thickness * 0.8;
    double ux = dx / length;
    double uy = dy / length;
    double baseX = x - ux * size;
    double baseY = y - uy * size;
    double half = size * 0.55;
    return "M"
        + number(x)
        + ' '
        + number(y)
        + 'L'
        + number(baseX - uy * half)
        + ' '
        + number(baseY + ux * half)
        + 'L'
        + number(baseX + uy * half)
        + ' '
        + number(baseY - ux * half)
        + 'Z';
  }

  private static void rect(StringBuilder svg, Box box, int radius, String fill, String stroke) {
    svg.append("<rect x=\"").append(number(box.x())).append("\" y=\"").append(number(box.y()));
    svg.append("\" width=\"").append(number(box.width())).append("\" height=\"");
    svg.append(number(box.height())).append("\" rx=\"").append(radius);
    svg.append("\" fill=\"").append(fill).append("\" stroke=\"").append(stroke).append("\"/>\n");
  }

  private static void text(
      StringBuilder svg, double x, double y, double size, String color, String content) {
    svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    svg.append("\" font-size=\"").append(number(size)).append("\" fill=\"").append(color);
    svg.append("\">").append(escaped(content)).append("</text>\n");
  }

  /** A text as XML has it; what XML cannot hold becomes a question mark. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c < ' ' || (c >= 0xd800 && c < 0xe000) || c > 0xfffd ? '?' : c);
      }
    }
    return escaped.toString();
  }

  private static String number(double value) {
    return Format.fixed(value, 1);
  }
}
