package dev.microlog.convert.chunk;

import dev.microlog.convert.chunk.FieldInfo.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that a chunk declares, by their number in this chunk: what its metadata event says. */
public final class EventTypes {
  private static final int MAX_DEPTH = 16;

  private final Map<Long, TypeInfo> types = new HashMap<>();

  private EventTypes() {}

  /**
   * Reads a metadata event.
   *
   * @param position of the event in the chunk
   * @throws DamagedChunkException if there is none
   */
  public static EventTypes read(Chunk chunk, long position) throws DamagedChunkException {
    if (position < ChunkHeader.BYTES || position >= chunk.bytes().length) {
      throw new DamagedChunkException("metadata at " + position + ", outside of the chunk");
    }
    ChunkReader in =
        new ChunkReader(
            chunk.bytes(), (int) position, chunk.bytes().length, chunk.header().compressed());
    int size = in.intNumber();
    if (size <= 0 || size > chunk.bytes().length - position) {
      throw new DamagedChunkException("metadata of " + size + " bytes at " + position);
    }
    in.limit((int) position + size);
    long type = in.longNumber();
    if (type != 0) {
      throw new DamagedChunkException("no metadata at " + position + " but event type " + type);
    }
    in.longNumber();
    in.longNumber();
    in.longNumber();
    List<@Nullable String> texts = new ArrayList<>();
    for (int count = in.intNumber(); count > 0; count--) {
      texts.add(in.text());
    }
    Element root = element(in, texts, 0);
    EventTypes result = new EventTypes();
    result.declare(root);
    return result;
  }

  /**
   * The metadata as it is written: elements with attributes, one within the other.
   *
   * @param attributes names and values in turn; of two with one name the last counts
   */
  private record Element(String name, List<String> attributes, List<Element> children) {
    String attribute(String key) {
      for (int i = attributes.size() - 2; i >= 0; i -= 2) {
        if (attributes.get(i).equals(key)) {
          return attributes.get(i + 1);
        }
      }
      return "";
    }
  }

  private static Element element(ChunkReader in, List<@Nullable String> texts, int depth)
      throws DamagedChunkException {
    if (depth > MAX_DEPTH) {
      throw new DamagedChunkException("metadata nests deeper than " + MAX_DEPTH);
    }
    String name = text(texts, in.intNumber());
    List<String> attributes = new ArrayList<>();
    for (int count = in.intNumber(); count > 0; count--) {
      attributes.add(text(texts, in.intNumber()));
      attributes.add(text(texts, in.intNumber()));
    }
    List<Element> children = new ArrayList<>();
    for (int count = in.intNumber(); count > 0; count--) {
      children.add(element(in, texts, depth + 1));
    }
    return new Element(name, attributes, children);
  }

  private static String text(List<@Nullable String> texts, int index) throws DamagedChunkException {
    if (index < 0 || index >= texts.size()) {
      throw new DamagedChunkException("text " + index + " of " + texts.size() + " in metadata");
    }
    String text = texts.get(index);
    return text == null ? "" : text;
  }

  private void declare(Element root) throws DamagedChunkException {
    List<Element> classes = new ArrayList<>();
    for (Element metadata : root.children) {
      for (Element type : metadata.children) {
        if (type.name.equals("class")) {
          classes.add(type);
          long id = number(type.attribute("id"));
          types.put(id, new TypeInfo(id, type.attribute("name")));
        }
      }
    }
    for (Element type : classes) {
      TypeInfo declared = types.get(number(type.attribute("id")));
      for (Element field : type.children) {
        if (field.name.equals("field") && declared != null) {
          declared.fields().add(field(field));
        }
      }
    }
  }

  private FieldInfo field(Element field) throws DamagedChunkException {
    Quantity quantity = Quantity.PLAIN;
    for (Element annotation : field.children) {
      if (annotation.name.equals("annotation")) {
        Quantity said = quantity(name(number(annotation.attribute("class"))), annotation);
        quantity = said == Quantity.PLAIN ? quantity : said;
      }
    }
    return new FieldInfo(
        field.attribute("name"),
        number(field.attribute("class")),
        field.attribute("constantPool").equals("true"),
        field.attribute("dimension").equals("1"),
        quantity);
  }

  private static Quantity quantity(@Nullable String annotation, Element element) {
    String value = element.attribute("value");
    if ("jdk.jfr.Timespan".equals(annotation)) {
      return switch (value) {
        case "TICKS" -> Quantity.TICKS_TIMESPAN;
        case "MICROSECONDS" -> Quantity.MICROS_TIMESPAN;
        case "MILLISECONDS" -> Quantity.MILLIS_TIMESPAN;
        case "SECONDS" -> Quantity.SECONDS_TIMESPAN;
        default -> Quantity.NANOS_TIMESPAN;
      };
    } else if ("jdk.jfr.Timestamp".equals(annotation)) {
      return value.equals("TICKS") ? Quantity.TICKS_TIMESTAMP : Quantity.MILLIS_TIMESTAMP;
    } else if ("jdk.jfr.DataAmount".equals(annotation) && value.equals("BITS")) {
      return Quantity.BITS;
    }
    return Quantity.PLAIN;
  }

  private static long number(String text) throws DamagedChunkException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DamagedChunkException("type number " + text + " in metadata", e);
    }
  }

  /** The name of a type, e.g. {@code jdk.ExecutionSample}; null if it was not declared. */
  public @Nullable String name(long id) {
    TypeInfo type = types.get(id);
    return type == null ? null : type.name();
  }

  /** A type; null if it was not declared. */
  public @Nullable TypeInfo type(long id) {
    return types.get(id);
  }

  /** A type by its name; null if it was not declared. */
  public @Nullable TypeInfo named(String name) {
    for (TypeInfo type : types.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
