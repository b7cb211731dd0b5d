package dev.microlog.timeline.analysis.findings;

import java.util.List;

/**
 * What to change in a program, with what was seen of it in the recording.
 *
 * @param rule stable name of the rule, e.g. {@code regex-in-loop}
 * @param title one line
 * @param explanation why it matters
 * @param remedy what to do
 * @param share how much of the CPU time, the memory or the duration it concerns, from 0 to 1; by
 *     this advice is ranked
 * @param evidence where it was seen, the weightiest first; never empty
 */
public record Advice(
    String rule,
    String title,
    String explanation,
    String remedy,
    double share,
    List<Evidence> evidence) {

  /**
   * One place on the timeline.
   *
   * @param thread a row of the thread table, or -1 for all threads
   * @param method a row of the method table, or -1
   * @param text what was seen there
   */
  public record Evidence(
      int thread, double startMicros, double durationMicros, int method, String text) {}

  public Advice {
    evidence = List.copyOf(evidence);
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("advice without evidence: " + rule);
    }
  }
}
