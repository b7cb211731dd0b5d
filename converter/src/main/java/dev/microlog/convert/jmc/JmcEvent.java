package dev.microlog.convert.jmc;

import dev.microlog.convert.build.Event;
import dev.microlog.convert.chunk.FieldInfo.Quantity;
import dev.microlog.convert.chunk.TypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCOldObject;
import org.openjdk.jmc.common.IMCOldObjectArray;
import org.openjdk.jmc.common.IMCOldObjectField;
import org.openjdk.jmc.common.IMCOldObjectGcRoot;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;

/** Shows the values that the parser read. One for each event type; the values change. */
final class JmcEvent implements Event {
  private static final int MAX_PATH = 200;

  private final JmcDictionary dictionary;
  private final long chunkStartNanos;
  private final double startMicros;
  private final int startTime;
  private final int duration;
  private final int eventThread;
  private final int stackTrace;
  private final boolean[] bits;
  private Object[] values = {};

  /**
   * @param type what the chunk declares of the event: the parser knows amounts of bits, but passes
   *     on rates of bits as numbers
   * @param chunkStartNanos the start of the chunk since 1970, as its header says
   * @param startMicros the start of the chunk on the recording's axis
   */
  JmcEvent(
      List<String> fields,
      @Nullable TypeInfo type,
      JmcDictionary dictionary,
      long chunkStartNanos,
      double startMicros) {
    this.dictionary = dictionary;
    this.chunkStartNanos = chunkStartNanos;
    this.startMicros = startMicros;
    startTime = fields.indexOf("startTime");
    duration = fields.indexOf("duration");
    eventThread = fields.indexOf("eventThread");
    stackTrace = fields.indexOf("stackTrace");
    bits = new boolean[fields.size()];
    for (int i = 0; i < bits.length; i++) {
      int index = type == null ? -1 : type.indexOf(fields.get(i));
      bits[i] = type != null && index >= 0 && type.fields().get(index).quantity() == Quantity.BITS;
    }
  }

  void show(Object[] values) {
    this.values = values;
  }

  private @Nullable Object value(int field) {
    return field < 0 || field >= values.length ? null : values[field];
  }

  @Override
  public double startMicros() {
    return number(startTime);
  }

  @Override
  public double durationMicros() {
    double micros = number(duration);
    return Double.isNaN(micros) ? 0 : micros;
  }

  @Override
  public int thread() {
    return dictionary.thread(value(eventThread));
  }

  @Override
  public int stack() {
    return dictionary.stack(value(stackTrace));
  }

  @Override
  public int thread(int field) {
    return dictionary.thread(value(field));
  }

  @Override
  public double number(int field) {
    double value = numberOrInfinity(field);
    return Math.abs(value) < MAX_NUMBER ? value : Double.NaN;
  }

  private double numberOrInfinity(int field) {
    Object value = value(field);
    if (value instanceof IQuantity quantity) {
      boolean inBits = bits[field] && !UnitLookup.MEMORY.equals(quantity.getType());
      return inBits ? quantity.doubleValue() / 8 : number(quantity);
    } else if (value instanceof Number number) {
      return bits[field] ? number.doubleValue() / 8 : number.doubleValue();
    } else if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return Double.NaN;
  }

  private double number(IQuantity quantity) {
    Object kind = quantity.getType();
    if (kind.equals(UnitLookup.TIMESTAMP)) {
      long nanos = quantity.clampedLongValueIn(UnitLookup.EPOCH_NS) - chunkStartNanos;
      return startMicros + nanos / 1000.0;
    } else if (kind.equals(UnitLookup.TIMESPAN)) {
      return quantity.clampedLongValueIn(UnitLookup.NANOSECOND) / 1000.0;
    } else if (kind.equals(UnitLookup.MEMORY)) {
      return quantity.doubleValueIn(UnitLookup.BYTE);
    } else if (kind.equals(UnitLookup.PERCENTAGE)) {
      return quantity.doubleValueIn(UnitLookup.PERCENT_UNITY);
    } else if (kind.equals(UnitLookup.NUMBER)) {
      return quantity.doubleValueIn(UnitLookup.NUMBER_UNITY);
    }
    return quantity.doubleValue();
  }

  @Override
  public @Nullable String text(int field) {
    Object value = value(field);
    if (value instanceof String text) {
      return text;
    } else if (value instanceof IMCType type) {
      return type.getFullName();
    } else if (value instanceof IMCOldObject object) {
      IMCType type = object.getType();
      return type == null ? null : type.getFullName();
    } else if (value instanceof IMCOldObjectGcRoot root) {
      return root.getType() + ": " + root.getSystem();
    }
    return null;
  }

  @Override
  public @Nullable String referencePath(int field) {
    if (!(value(field) instanceof IMCOldObject object)) {
      return null;
    }
    StringBuilder path = new StringBuilder();
    IMCOldObject node = object;
    for (int i = 0; node != null && i < MAX_PATH; i++) {
      if (i > 0) {
        path.append('\n');
      }
      path.append(node.getType() == null ? "?" : node.getType().getFullName());
      IMCOldObjectArray array = node.getReferrerArray();
      IMCOldObjectField referrer = node.getReferrerField();
      if (referrer != null && referrer.getName() != null) {
        path.append(" in field ").append(referrer.getName());
      } else if (array != null) {
        path.append(" in element ").append(array.getIndex());
      }
      node = node.getReferrer();
    }
    return path.toString();
  }
}
