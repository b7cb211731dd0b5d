package dev.microlog.web.paint;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;

/** The shapes of levels: shape says what colour says. */
public final class Shapes {
  private Shapes() {}

  /** A dot for information, a triangle for a warning, an octagon (stop sign) for an error. */
  public static void level(Painter painter, Level level, double x, double y, double radius) {
    switch (level) {
      case ERROR -> {
        painter.ink(Ink.ERROR);
        octagon(painter, x, y, radius + 0.5);
      }
      case WARN -> {
        painter.ink(Ink.WARNING);
        triangle(painter, x, y, radius + 1);
      }
      case INFO -> {
        painter.ink(Ink.ACCENT);
        painter.disc(x, y, radius - 0.5);
      }
      case DEBUG, TRACE -> {
        painter.ink(Ink.DIM);
        painter.disc(x, y, radius - 1.5);
      }
    }
  }

  public static Ink ink(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> Ink.ERROR;
      case WARNING -> Ink.WARNING;
      case INFO -> Ink.ACCENT;
    };
  }

  /** A diamond: outlined for information, filled for a warning, with a bar below for an error. */
  public static void severity(
      Painter painter, Finding.Severity severity, double x, double y, double radius) {
    painter.ink(ink(severity));
    painter.polygon(
        new double[] {x, y - radius, x + radius, y, x, y + radius, x - radius, y},
        4,
        severity != Finding.Severity.INFO);
    if (severity == Finding.Severity.ERROR) {
      painter.rect(x - radius, y + radius + 1, radius * 2, 2);
    }
  }

  public static void triangle(Painter painter, double x, double y, double radius) {
    painter.polygon(
        new double[] {x, y - radius, x + radius, y + radius * 0.8, x - radius, y + radius * 0.8},
        3,
        true);
  }

  public static void octagon(Painter painter, double x, double y, double radius) {
    double half = radius * 0.414;
    painter.polygon(
        new double[] {
          x - half,
          y - radius,
          x + half,
          y - radius,
          x + radius,
          y - half,
          x + radius,
          y + half,
          x + half,
          y + radius,
          x - half,
          y + radius,
          x - radius,
          y + half,
          x - radius,
          y - half
        },
        8,
        true);
  }
}
