package dev.microlog.web.page.range;

import dev.microlog.web.state.Mode;
import dev.microlog.web.text.Format;

/** What the range panel counts, and how it is written. */
final class Weights {
  private Weights() {}

  /** The same mode as the analysis names it. */
  static dev.microlog.timeline.analysis.Mode analysis(Mode mode) {
    return switch (mode) {
      case WALL -> dev.microlog.timeline.analysis.Mode.WALL;
      case CPU -> dev.microlog.timeline.analysis.Mode.CPU;
      case ALLOCATION -> dev.microlog.timeline.analysis.Mode.ALLOCATION;
      case LOCK -> dev.microlog.timeline.analysis.Mode.LOCK;
      case IO -> dev.microlog.timeline.analysis.Mode.IO;
    };
  }

  /** Bytes or a duration. */
  static String text(Mode mode, double weight) {
    return mode == Mode.ALLOCATION ? Format.bytes(weight) : Format.duration(weight);
  }
}
