package dev.microlog.web.paint;

import dev.microlog.timeline.MethodKind;

/**
 * The colours of the canvas, each for one meaning, in dark and in light.
 *
 * <p>Orange is the program's own code, blue its libraries, grey the JDK; three shades of each tell
 * neighbouring packages apart. Chosen to stay apart for colour-blind people as well, because they
 * differ in lightness too; where colour says something, shape or text says it again.
 */
public enum Ink {
  BACKGROUND("#14161a", "#fbfbfc"),
  PANEL("#1b1e24", "#f1f3f6"),
  LINE("#2a2f38", "#d9dee6"),
  TEXT("#d7dce4", "#1d232c"),
  DIM("#8b94a3", "#5d6778"),
  ACCENT("#5aa9ff", "#1769c9"),
  ERROR("#ff6b6b", "#c62f2f"),
  WARNING("#ffc247", "#8a5700"),
  GOOD("#4cc38a", "#15754a"),

  YOURS_1("#c98432", "#eca04a"),
  YOURS_2("#dd9a4d", "#f4bb7a"),
  YOURS_3("#b87425", "#e0913a"),
  LIBRARY_1("#4a7fbd", "#7fb2e6"),
  LIBRARY_2("#5f96d6", "#9cc6f4"),
  LIBRARY_3("#78a8e2", "#68a0da"),
  JDK_1("#414855", "#c5ccd8"),
  JDK_2("#4c5463", "#d3d9e2"),
  JDK_3("#383e49", "#b3bac6"),
  ON_YOURS("#15110b", "#1d1408"),
  ON_LIBRARY("#0a1220", "#0b1a2b"),
  ON_JDK("#e3e7ee", "#1d232c"),
  FADED("#24282f", "#e8ebf0"),
  MATCH("#ff9cf5", "#a3128f"),

  RUNNING("#54cc93", "#2a9d68"),
  NATIVE("#7189a8", "#7189a8"),
  RUNNABLE_UNKNOWN("#3f7a61", "#5f9e80"),
  BLOCKED("#ff5f5f", "#cf2f2f"),
  IO("#b78cf0", "#8a55cf"),
  GC("#d9b23a", "#b58900"),
  SAFEPOINT("#8c7a3c", "#cdbd83"),
  PARKED("#353c48", "#c3cad5"),
  WAITING("#3d4655", "#b3bcca"),
  SLEEPING("#2c323c", "#d3d8e0"),
  ABSENT("#1b1e24", "#f1f3f6"),

  LANE_CPU("#4cc38a", "#15754a"),
  LANE_MEMORY("#e07c7c", "#b23f3f"),
  LANE_IO("#b78cf0", "#7d4cc0"),
  LANE_COUNT("#5aa9ff", "#1769c9"),
  OVERVIEW("#345f8f", "#a9cbf0"),
  SELECTION("#5aa9ff", "#1769c9");

  private static final Ink[] YOURS = {YOURS_1, YOURS_2, YOURS_3};
  private static final Ink[] LIBRARY = {LIBRARY_1, LIBRARY_2, LIBRARY_3};
  private static final Ink[] JDK = {JDK_1, JDK_2, JDK_3};

  private final String dark;
  private final String light;

  Ink(String dark, String light) {
    this.dark = dark;
    this.light = light;
  }

  /** As CSS writes it. */
  public String css(boolean isLight) {
    return isLight ? light : dark;
  }

  /** The ink of a method's box; the shade comes from its package. */
  public static Ink of(MethodKind kind, int shade) {
    return switch (kind) {
      case YOURS -> YOURS[shade];
      case LIBRARY -> LIBRARY[shade];
      case JDK -> JDK[shade];
    };
  }

  /** The ink of text on a box of {@link #of}. */
  public static Ink textOn(MethodKind kind) {
    return switch (kind) {
      case YOURS -> ON_YOURS;
      case LIBRARY -> ON_LIBRARY;
      case JDK -> ON_JDK;
    };
  }

  /** Of three shades that of a package: its name's hash, the same on every machine. */
  public static int shade(String packageName) {
    return (packageName.hashCode() & 0x7fffffff) % 3;
  }
}
