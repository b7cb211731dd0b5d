package dev.microlog.timeline.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A library, or an area of the JDK, and where to read about it. Links are https, or empty where
 * there is none.
 *
 * @param name as people call it
 * @param prefixes of packages it lives in
 * @param what one sentence: what it is
 * @param documentation its manual
 * @param performance a guide to making it fast
 * @param issues its issue tracker
 * @param questions a questions-and-answers site
 */
public record Library(
    String name,
    List<String> prefixes,
    String what,
    String documentation,
    String performance,
    String issues,
    String questions) {

  public Library {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * The manual for a version of Java: pages of the JDK name the version they are about.
   *
   * @param feature as 25; 0 if unknown
   */
  public String documentation(int feature) {
    boolean kept = feature == 11 || feature == 17 || feature == 21 || feature >= 25;
    return kept ? documentation.replace("/javase/25/", "/javase/" + feature + "/") : documentation;
  }

  /**
   * The libraries of a data file: {@code tips.json}.
   *
   * @throws IllegalArgumentException if the text is not in the shape of that file
   */
  public static List<Library> parse(String json) {
    List<Library> libraries = new ArrayList<>();
    if (!(JsonText.parse(json) instanceof List<?> entries)) {
      throw new IllegalArgumentException("tips are a list");
    }
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("a tip is an object");
      }
      libraries.add(
          new Library(
              text(map, "name"),
              prefixes(map),
              text(map, "what"),
              text(map, "documentation"),
              text(map, "performance"),
              text(map, "issues"),
              text(map, "questions")));
    }
    return List.copyOf(libraries);
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  private static List<String> prefixes(Map<?, ?> map) {
    List<String> prefixes = new ArrayList<>();
    if (map.get("prefixes") instanceof List<?> list) {
      for (Object prefix : list) {
        if (prefix instanceof String text) {
          prefixes.add(text);
        }
      }
    }
    return prefixes;
  }
}
