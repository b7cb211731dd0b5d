package dev.microlog.web.design;

import java.util.HashMap;
import java.util.Map;

/**
 * The colour of each package: your packages and libraries have hues of their own, the one with most
 * time first; the JDK is grey.
 */
public final class DiagramColors {
  private static final String[] DARK = {
    "#e0973f", "#4fb3a5", "#b18cf0", "#7fb24a", "#e0739c", "#5aa9ff", "#d2b43c", "#e27a5f",
    "#6fc3e0", "#9aa35a"
  };
  private static final String[] LIGHT = {
    "#b8680f", "#11806f", "#7a4cc4", "#4a7a17", "#b93a6c", "#1769c9", "#8a6d00", "#b5452a",
    "#1a7c9e", "#646d24"
  };

  private final Map<String, Integer> hues = new HashMap<>();
  private final boolean light;

  /**
   * @param light for a light background
   */
  public DiagramColors(Diagram diagram, boolean light) {
    this.light = light;
    for (Diagram.Node node : diagram.nodes()) {
      if (!node.kind().equals("jdk")) {
        hues.computeIfAbsent(node.packageName(), name -> hues.size());
      }
    }
  }

  public String of(Diagram.Node node) {
    Integer hue = hues.get(node.packageName());
    if (hue == null || node.kind().equals("jdk")) {
      return light ? "#7a8594" : "#7d8796";
    }
    String[] colors = light ? LIGHT : DARK;
    return colors[hue % colors.length];
  }

  public String background() {
    return light ? "#fbfbfc" : "#14161a";
  }

  public String frame() {
    return light ? "#f1f3f6" : "#1b1e24";
  }

  public String line() {
    return light ? "#cdd4de" : "#343b46";
  }

  public String box() {
    return light ? "#ffffff" : "#22262e";
  }

  public String text() {
    return light ? "#1d232c" : "#d7dce4";
  }

  public String dim() {
    return light ? "#5d6778" : "#8b94a3";
  }
}
