package dev.microlog.convert.build;

/** Takes the events of one type. */
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
