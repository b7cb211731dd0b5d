package dev.microlog.web.timeline;

import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.paint.PixelRow;
import java.util.ArrayList;
import java.util.List;

/** A painter that writes down what it is asked to draw. */
final class PaintLog implements Painter {
  final List<String> texts = new ArrayList<>();
  final List<Written> written = new ArrayList<>();
  final List<Box> boxes = new ArrayList<>();
  private Ink ink = Ink.TEXT;
  private double alpha = 1;
  int rows;
  final List<List<Point>> paths = new ArrayList<>();
  private int clips;

  /** A rectangle as it was drawn. */
  record Box(Ink ink, double alpha, double x, double y, double width, double height) {}

  /** A corner of a path. */
  record Point(double x, double y) {}

  /** A text and where it begins. */
  record Written(String text, double x) {
    double end() {
      return x + text.length() * 6;
    }
  }

  @Override
  public void ink(Ink ink) {
    this.ink = ink;
  }

  @Override
  public void alpha(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public void rect(double x, double y, double width, double height) {
    boxes.add(new Box(ink, alpha, x, y, width, height));
  }

  @Override
  public void pixels(PixelRow row, double y, double height) {
    rows++;
    for (int i = 0; i < row.size(); i++) {
      if (row.isSet(i)) {
        boxes.add(
            new Box(Ink.values()[row.ink(i)], row.alpha(i) / 255.0, row.x() + i, y, 1, height));
      }
    }
  }

  @Override
  public void frame(double x, double y, double width, double height) {}

  @Override
  public void line(double x1, double y1, double x2, double y2) {}

  @Override
  public void text(String text, double x, double baseline) {
    texts.add(text);
    written.add(new Written(text, x));
  }

  @Override
  public double width(String text) {
    return text.length() * 6;
  }

  @Override
  public void polygon(double[] corners, int count, boolean filled) {}

  @Override
  public void disc(double x, double y, double radius) {}

  @Override
  public void path(double[] xs, double[] ys, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(xs[i], ys[i]));
    }
    paths.add(points);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    clips++;
  }

  @Override
  public void unclip() {
    clips--;
  }

  int openClips() {
    return clips;
  }

  List<Box> boxes(Ink wanted) {
    return boxes.stream().filter(box -> box.ink() == wanted).toList();
  }
}
