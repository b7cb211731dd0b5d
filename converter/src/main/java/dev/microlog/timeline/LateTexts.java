package dev.microlog.timeline;

/** Texts that are made when they are asked for, as most messages of a log never are. */
@FunctionalInterface
public interface LateTexts {
  /** The text at an index, always the same. */
  String text(int index);
}
