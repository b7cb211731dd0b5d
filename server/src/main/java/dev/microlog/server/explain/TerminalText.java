package dev.microlog.server.explain;

/** Text of a model, or of a recording, for a terminal. */
public final class TerminalText {
  private TerminalText() {}

  /** Without control, invisible and direction characters, which a terminal could obey. */
  public static String of(String text) {
    return AnswerChecker.printable(text);
  }
}
