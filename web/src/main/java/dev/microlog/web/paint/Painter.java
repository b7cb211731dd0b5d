package dev.microlog.web.paint;

/** Takes what is to be drawn, in CSS pixels. Texts are drawn from their baseline. */
public interface Painter {
  /** The ink of what follows. */
  void ink(Ink ink);

  /** From 0 (invisible) to 1; for what follows. */
  void alpha(double alpha);

  void rect(double x, double y, double width, double height);

  /** Boxes with inks of their own; {@link #ink} and {@link #alpha} do not count for them. */
  void pixels(PixelRow row, double y, double height);

  /** The outline of a rectangle, inside its borders. */
  void frame(double x, double y, double width, double height);

  void line(double x1, double y1, double x2, double y2);

  void text(String text, double x, double baseline);

  /** The width that {@link #text} would take. */
  double width(String text);

  /** A filled or outlined shape: corners as {@code x, y} pairs. */
  void polygon(double[] corners, int count, boolean filled);

  void disc(double x, double y, double radius);

  /** An open line through the points. */
  void path(double[] xs, double[] ys, int count);

  /** Everything until {@link #unclip} is seen inside this rectangle only. */
  void clip(double x, double y, double width, double height);

  void unclip();
}
