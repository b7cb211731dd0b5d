package dev.microlog.web.state;

/** A stretch of the time axis, in µs since the start of the recording; never empty. */
public record Range(double startMicros, double endMicros) {
  /** Nothing shorter can be looked at: JFR's clock does not tell more. */
  public static final double SHORTEST_MICROS = 1;

  public Range {
    if (!(endMicros > startMicros)) {
      throw new IllegalArgumentException("empty range " + startMicros + " to " + endMicros);
    }
  }

  /** The range between two points in either order, at least the shortest. */
  public static Range between(double a, double b) {
    double start = Math.min(a, b);
    return new Range(start, Math.max(Math.max(a, b), start + SHORTEST_MICROS));
  }

  public double durationMicros() {
    return endMicros - startMicros;
  }

  public double middleMicros() {
    return (startMicros + endMicros) / 2;
  }

  public boolean contains(double micros) {
    return micros >= startMicros && micros <= endMicros;
  }

  public boolean overlaps(double start, double end) {
    return start <= endMicros && end >= startMicros;
  }

  public Range moved(double micros) {
    return new Range(startMicros + micros, endMicros + micros);
  }

  /** Longer or shorter by a factor; the given point stays where it is on the screen. */
  public Range zoomed(double factor, double aroundMicros) {
    double duration = Math.max(durationMicros() * factor, SHORTEST_MICROS);
    double share = (aroundMicros - startMicros) / durationMicros();
    double start = aroundMicros - share * duration;
    return new Range(start, start + duration);
  }

  /** This range with some air on both sides. */
  public Range widened(double share) {
    double air = durationMicros() * share;
    return new Range(startMicros - air, endMicros + air);
  }

  /** The nearest range that lies inside the other. */
  public Range within(Range limits) {
    if (durationMicros() >= limits.durationMicros()) {
      return limits;
    }
    if (startMicros < limits.startMicros) {
      return moved(limits.startMicros - startMicros);
    }
    if (endMicros > limits.endMicros) {
      return moved(limits.endMicros - endMicros);
    }
    return this;
  }
}
