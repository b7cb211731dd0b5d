package dev.microlog.web.timeline;

import dev.microlog.web.state.Range;

/**
 * Time to pixels and back: the range begins at {@code left} and ends at {@code left + width}.
 *
 * @param left in CSS pixels from the canvas's border
 * @param width in CSS pixels, more than 0
 */
public record Viewport(Range range, double left, double width) {
  public Viewport {
    if (!(width > 0)) {
      throw new IllegalArgumentException("no width: " + width);
    }
  }

  public double right() {
    return left + width;
  }

  public double microsPerPixel() {
    return range.durationMicros() / width;
  }

  public double pixelsPerMicro() {
    return width / range.durationMicros();
  }

  public double x(double micros) {
    return left + (micros - range.startMicros()) * pixelsPerMicro();
  }

  public double micros(double x) {
    return range.startMicros() + (x - left) * microsPerPixel();
  }
}
