package dev.microlog.web.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.MethodKind;
import dev.microlog.web.timeline.DiffFlame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The colours can be read (contrast as WCAG 2.2 computes it: 4.5 for text, 3 for what is drawn),
 * and those that mean different things can be told apart by people who see fewer colours
 * (simulation by Machado, Oliveira and Fernandes, 2009; distance in CIE Lab).
 */
class PaletteTest {
  private static final double TEXT = 4.5;
  private static final double DRAWN = 3;

  private static final double[][][] VISIONS = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  private static double[] rgb(String css) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      rgb[i] = Integer.parseInt(css.substring(1 + i * 2, 3 + i * 2), 16) / 255.0;
    }
    return rgb;
  }

  private static double[] rgb(Ink ink, boolean light) {
    return rgb(ink.css(light));
  }

  private static double[] linear(double[] rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      linear[i] = rgb[i] <= 0.04045 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double luminance(double[] rgb) {
    double[] linear = linear(rgb);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  private static double contrast(double[] a, double[] b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double[] over(double[] ink, double[] ground, double alpha) {
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = ink[i] * alpha + ground[i] * (1 - alpha);
    }
    return mixed;
  }

  private static double[] seen(double[] rgb, double[][] vision) {
    double[] linear = linear(rgb);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += vision[i][j] * linear[j];
      }
      double value = Math.max(0, Math.min(1, sum));
      seen[i] = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    }
    return seen;
  }

  private static double[] lab(double[] rgb) {
    double[] linear = linear(rgb);
    double x = (0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.95047;
    double y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    double z = (0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.08883;
    return new double[] {116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))};
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }

  private static double distance(double[] a, double[] b) {
    double[] first = lab(a);
    double[] second = lab(b);
    return Math.sqrt(
        Math.pow(first[0] - second[0], 2)
            + Math.pow(first[1] - second[1], 2)
            + Math.pow(first[2] - second[2], 2));
  }

  private static void atLeast(double least, double found, String what) {
    assertTrue(found >= least, what + ": " + found + " is less than " + least);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textCanBeRead(boolean light) {
    for (Ink ground : List.of(Ink.BACKGROUND, Ink.PANEL)) {
      for (Ink ink :
          List.of(
              Ink.TEXT,
              Ink.DIM,
              Ink.ACCENT,
              Ink.ERROR,
              Ink.WARNING,
              Ink.GOOD,
              Ink.MATCH,
              Ink.LANE_CPU,
              Ink.LANE_MEMORY,
              Ink.LANE_IO,
              Ink.LANE_COUNT)) {
        atLeast(TEXT, contrast(rgb(ink, light), rgb(ground, light)), ink + " on " + ground);
      }
    }
    for (MethodKind kind : MethodKind.values()) {
      for (int shade = 0; shade < 3; shade++) {
        Ink box = Ink.of(kind, shade);
        Ink text = Ink.textOn(kind);
        atLeast(TEXT, contrast(rgb(text, light), rgb(box, light)), text + " on " + box);
      }
    }
    double[] ground = rgb(Ink.BACKGROUND, light);
    for (Ink wait : List.of(Ink.BLOCKED, Ink.NATIVE, Ink.IO, Ink.ACCENT)) {
      double[] box = over(rgb(wait, light), ground, 0.38);
      atLeast(TEXT, contrast(rgb(Ink.TEXT, light), box), "text on a wait, " + wait);
    }
    for (Ink change : List.of(Ink.ERROR, Ink.ACCENT)) {
      double[] box = over(rgb(change, light), rgb(Ink.JDK_1, light), DiffFlame.STRONGEST);
      atLeast(TEXT, contrast(rgb(Ink.TEXT, light), box), "text on a change, " + change);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsDrawnCanBeSeen(boolean light) {
    for (Ink ink :
        List.of(
            Ink.RUNNING,
            Ink.NATIVE,
            Ink.RUNNABLE_UNKNOWN,
            Ink.BLOCKED,
            Ink.IO,
            Ink.GC,
            Ink.ERROR,
            Ink.WARNING,
            Ink.ACCENT)) {
      atLeast(DRAWN, contrast(rgb(ink, light), rgb(Ink.BACKGROUND, light)), ink.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statesAndKindsOfCodeAreToldApartByAll(boolean light) {
    List<Ink> states = List.of(Ink.RUNNING, Ink.NATIVE, Ink.BLOCKED, Ink.IO, Ink.GC, Ink.PARKED);
    for (double[][] vision : VISIONS) {
      for (Ink a : states) {
        for (Ink b : states) {
          if (a != b) {
            double[] first = seen(rgb(a, light), vision);
            double[] second = seen(rgb(b, light), vision);
            atLeast(19, distance(first, second), a + " and " + b);
          }
        }
      }
      for (MethodKind a : MethodKind.values()) {
        for (MethodKind b : MethodKind.values()) {
          for (int shades = 0; a != b && shades < 9; shades++) {
            Ink first = Ink.of(a, shades / 3);
            Ink second = Ink.of(b, shades % 3);
            double apart =
                distance(seen(rgb(first, light), vision), seen(rgb(second, light), vision));
            atLeast(14, apart, first + " and " + second);
          }
        }
      }
    }
  }

  /** The style sheet says the same as the canvas. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theStyleSheetHasTheSameColours(boolean light) throws IOException {
    String css = Files.readString(Path.of("src/main/page/microlog.css"));
    int from = light ? css.indexOf(":root[data-theme") : css.indexOf(":root {");
    String block = css.substring(from, css.indexOf('}', from));
    for (Ink ink :
        List.of(
            Ink.BACKGROUND,
            Ink.PANEL,
            Ink.LINE,
            Ink.TEXT,
            Ink.DIM,
            Ink.ACCENT,
            Ink.ERROR,
            Ink.WARNING,
            Ink.GOOD,
            Ink.MATCH)) {
      String name = ink.name().toLowerCase(Locale.ROOT);
      Matcher matcher = Pattern.compile("--" + name + ": (#[0-9a-f]{6})").matcher(block);
      assertTrue(matcher.find(), name);
      assertEquals(ink.css(light), matcher.group(1), name);
    }
  }
}
