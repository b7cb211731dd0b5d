package dev.microlog.convert.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * A type that a chunk declares: of events, of constants, or of parts of them.
 *
 * <p>{@link #fields} is filled while metadata is read, and not changed later.
 */
public final class TypeInfo {
  private final long id;
  private final String name;
  private final List<FieldInfo> fields = new ArrayList<>();

  TypeInfo(long id, String name) {
    this.id = id;
    this.name = name;
  }

  public long id() {
    return id;
  }

  /** E.g. {@code jdk.ExecutionSample}, {@code java.lang.Thread}, {@code long}. */
  public String name() {
    return name;
  }

  public List<FieldInfo> fields() {
    return fields;
  }

  /** The index of the field of that name, or -1. */
  public int indexOf(String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }
}
