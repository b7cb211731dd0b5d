package dev.microlog.web.page;

import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.Words;
import org.jspecify.annotations.Nullable;

/** What an explanation was asked for, wherever that was done; the explanation tab takes it up. */
public final class Explaining {
  private final Navigation navigation;
  private String question = "";
  private @Nullable Subject subject;

  /**
   * What an explanation is asked for.
   *
   * @param thread row of the thread table, -1 for all threads
   * @param method row of the method table, -1 for all that happened
   */
  public record Subject(Range range, int thread, int method) {}

  Explaining(Navigation navigation) {
    this.navigation = navigation;
  }

  /** Asks for an explanation of a stretch of time. */
  public void explain(String asked, double from, double to) {
    explain(asked, from, to, -1, -1);
  }

  /** The same for one thread, or for a call of a method. */
  public void explain(String asked, double from, double to, int thread, int method) {
    question = asked;
    Range range = Range.between(from, Math.max(to, from + 1));
    subject = new Subject(range, thread, method);
    navigation.go(navigation.state().withSelection(range).withTab(Tab.EXPLANATION));
  }

  /** Asks for an explanation of what is selected, or of what is in view. */
  public void explainShown() {
    Range selected = navigation.state().selection();
    Range range = selected == null ? navigation.window() : selected;
    explain(Words.EXPLAIN_RANGE, range.startMicros(), range.endMicros());
  }

  /** What was asked for last, as long as it is what is selected. */
  public @Nullable Subject subject() {
    Subject last = subject;
    return last != null && last.range().equals(navigation.state().selection()) ? last : null;
  }

  /** The question that was asked for elsewhere, once. */
  public String takeQuestion() {
    String taken = question;
    question = "";
    return taken;
  }
}
