package dev.microlog.timeline.analysis.findings;

import java.util.List;

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
}
