package dev.microlog.web.timeline;

import dev.microlog.web.text.Format;
import java.util.ArrayList;
import java.util.List;

/** The time scale: ticks at round times, far enough apart to be read. */
public final class Axis {
  private static final double MIN_PIXELS = 90;
  private static final double[] MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};

  private Axis() {}

  /** A line on the scale. */
  public record Tick(double micros, String label) {}

  public static List<Tick> ticks(Viewport viewport) {
    double step = step(viewport.microsPerPixel() * MIN_PIXELS);
    List<Tick> ticks = new ArrayList<>();
    double first = Math.ceil(viewport.range().startMicros() / step);
    double last = Math.floor(viewport.range().endMicros() / step);
    for (double i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, Format.time(i * step, step)));
    }
    return ticks;
  }

  /** The first of 1, 2, 5, 10 … µs, then of round minutes, that is at least so long. */
  static double step(double atLeastMicros) {
    if (atLeastMicros > 30e6) {
      for (double minutes : MINUTES) {
        if (minutes * 60e6 >= atLeastMicros) {
          return minutes * 60e6;
        }
      }
    }
    double power = 1;
    while (power * 10 <= atLeastMicros) {
      power *= 10;
    }
    for (double factor : new double[] {1, 2, 5}) {
      if (power * factor >= atLeastMicros) {
        return power * factor;
      }
    }
    return power * 10;
  }
}
