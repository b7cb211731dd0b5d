package dev.microlog.convert.build;

import java.util.List;

/** The names of an event type's fields, in the order in which a source numbers them. */
public record EventFields(List<String> names) {
  public EventFields {
    names = List.copyOf(names);
  }

  /** The number of the first of these names that is there, or -1: names differ between JDKs. */
  public int find(String... alternatives) {
    for (String name : alternatives) {
      int index = names.indexOf(name);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }
}
