package dev.microlog.convert.direct;

import dev.microlog.convert.chunk.ChunkReader;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.FieldInfo;
import dev.microlog.convert.chunk.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** How the values of a type follow one another, so that they can be passed over. */
final class Layout {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_SLOTS = 4096;

  /** How one value is written. */
  enum Form {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    TEXT,
    POOL,
    STRUCT
  }

  /** What a field of a stack frame is. */
  enum Role {
    METHOD,
    LINE,
    KIND,
    OTHER
  }

  /** A field, and where there are values within its value, their layout. */
  record Slot(FieldInfo field, Form form, Layout struct, Role role) {
    Slot(FieldInfo field, Form form, Layout struct) {
      this(field, form, struct, role(field, form));
    }

    private static Role role(FieldInfo field, Form form) {
      return switch (field.name()) {
        case "method" -> form == Form.POOL ? Role.METHOD : Role.OTHER;
        case "lineNumber" -> form == Form.INT ? Role.LINE : Role.OTHER;
        case "type" -> Role.KIND;
        default -> Role.OTHER;
      };
    }
  }

  private static final Layout EMPTY = new Layout(new Slot[0]);

  private final Slot[] slots;

  /** Whether nothing but numbers is in it that are of variable length where such are used. */
  private final boolean numbersOnly;

  private Layout(Slot[] slots) {
    this.slots = slots;
    boolean numbers = true;
    for (Slot slot : slots) {
      numbers &= !slot.field.array();
      switch (slot.form) {
        case SHORT, INT, LONG, POOL -> {}
        default -> numbers = false;
      }
    }
    numbersOnly = numbers;
  }

  /** The layout of a type's values, structs within structs. */
  static Layout of(TypeInfo type, EventTypes types) throws DamagedChunkException {
    return new Maker(types).layout(type, 0);
  }

  /** Makes one layout, and sees to it that types which contain each other come to an end. */
  private static final class Maker {
    private final EventTypes types;
    private int made;

    Maker(EventTypes types) {
      this.types = types;
    }

    Layout layout(TypeInfo type, int depth) throws DamagedChunkException {
      if (depth > MAX_DEPTH) {
        throw new DamagedChunkException("type " + type.name() + " contains itself");
      }
      List<Slot> slots = new ArrayList<>();
      for (FieldInfo field : type.fields()) {
        slots.add(slot(field, depth));
      }
      return new Layout(slots.toArray(new Slot[0]));
    }

    private Slot slot(FieldInfo field, int depth) throws DamagedChunkException {
      if (++made > MAX_SLOTS) {
        throw new DamagedChunkException("a type of more than " + MAX_SLOTS + " fields");
      }
      return Layout.slot(field, this, depth);
    }
  }

  private static Slot slot(FieldInfo field, Maker maker, int depth) throws DamagedChunkException {
    EventTypes types = maker.types;
    if (field.pool()) {
      return new Slot(field, Form.POOL, EMPTY);
    }
    TypeInfo type = types.type(field.typeId());
    if (type == null) {
      throw new DamagedChunkException("field " + field.name() + " has a type that is not declared");
    }
    return switch (type.name()) {
      case "boolean", "byte" -> new Slot(field, Form.BYTE, EMPTY);
      case "char", "short" -> new Slot(field, Form.SHORT, EMPTY);
      case "int" -> new Slot(field, Form.INT, EMPTY);
      case "long" -> new Slot(field, Form.LONG, EMPTY);
      case "float" -> new Slot(field, Form.FLOAT, EMPTY);
      case "double" -> new Slot(field, Form.DOUBLE, EMPTY);
      case "java.lang.String" -> new Slot(field, Form.TEXT, EMPTY);
      default -> new Slot(field, Form.STRUCT, maker.layout(type, depth + 1));
    };
  }

  int size() {
    return slots.length;
  }

  Slot slot(int index) {
    return slots[index];
  }

  /** Passes over one value of this layout. */
  void skip(ChunkReader in) throws DamagedChunkException {
    for (Slot slot : slots) {
      skip(in, slot);
    }
  }

  /** Passes over the values of one field. */
  static void skip(ChunkReader in, Slot slot) throws DamagedChunkException {
    if (!slot.field.array()) {
      skipOne(in, slot);
      return;
    }
    int count = in.intNumber();
    if (count < 0 || count > in.remaining()) {
      throw new DamagedChunkException("an array of " + count + " at byte " + in.position());
    }
    if (slot.struct.numbersOnly && slot.form == Form.STRUCT && in.isCompressed()) {
      in.skipNumbers((long) count * slot.struct.slots.length);
      return;
    }
    for (; count > 0; count--) {
      skipOne(in, slot);
    }
  }

  private static void skipOne(ChunkReader in, Slot slot) throws DamagedChunkException {
    switch (slot.form) {
      case BYTE -> in.skip(1);
      case SHORT -> in.skipNumber(2);
      case INT -> in.skipNumber(4);
      case LONG, POOL -> in.skipLong();
      case FLOAT -> in.skip(4);
      case DOUBLE -> in.skip(8);
      case TEXT -> in.skipText();
      case STRUCT -> slot.struct.skip(in);
    }
  }
}
