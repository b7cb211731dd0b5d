package dev.microlog.server.explain.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of the evidence: rows, the most important first, of which as many are shown as fit. */
final class Section {
  /**
   * A row that may be shown.
   *
   * @param fact what it says, for those who cite it
   * @param order its place among the shown rows
   */
  record Candidate(String text, int indent, Place place, Object fact, int order) {
    int characters() {
      return text.length() + indent + 8;
    }
  }

  private final char letter;
  private final String title;
  private final double weight;
  private final List<Candidate> candidates = new ArrayList<>();
  private Function<List<Candidate>, @Nullable String> rest = left -> null;
  private int enough = Integer.MAX_VALUE;

  /**
   * @param weight its share of the room, against those of the others
   */
  Section(char letter, String title, double weight) {
    this.letter = letter;
    this.title = title;
    this.weight = weight;
  }

  void add(String text, Place place, Object fact) {
    add(text, 0, place, fact, candidates.size());
  }

  void add(String text, int indent, Place place, Object fact, int order) {
    candidates.add(new Candidate(text, indent, place, fact, order));
  }

  /** Says what is not shown; null to say nothing. */
  void rest(Function<List<Candidate>, @Nullable String> rest) {
    this.rest = rest;
  }

  /** No more rows than these are shown, even if there is room. */
  void enough(int rows) {
    enough = rows;
  }

  char letter() {
    return letter;
  }

  String title() {
    return title;
  }

  double weight() {
    return weight;
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  /** The characters that all rows which may be shown would take, with the title. */
  int wanted() {
    int sum = title.length() + 4;
    for (Candidate candidate : candidates.subList(0, Math.min(enough, candidates.size()))) {
      sum += candidate.characters();
    }
    return sum;
  }

  /** The most important rows that take no more than these characters; at least one. */
  List<Candidate> fitting(int characters) {
    List<Candidate> chosen = new ArrayList<>();
    int left = characters - title.length() - 4;
    for (Candidate candidate : candidates) {
      left -= candidate.characters();
      if (chosen.size() >= enough || (left < 0 && !chosen.isEmpty())) {
        break;
      }
      chosen.add(candidate);
    }
    return chosen;
  }

  /** What is said of the rows after the first so many. */
  @Nullable String restAfter(int shown) {
    List<Candidate> left = candidates.subList(shown, candidates.size());
    return left.isEmpty() ? null : rest.apply(left);
  }
}
