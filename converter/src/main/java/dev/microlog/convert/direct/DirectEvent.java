package dev.microlog.convert.direct;

import dev.microlog.convert.build.Event;
import dev.microlog.convert.chunk.ChunkHeader;
import dev.microlog.convert.chunk.ChunkReader;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.FieldInfo;
import dev.microlog.convert.chunk.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in its chunk: {@link #show} reads its numbers and keys, and finds where its texts are,
 * which are decoded when they are asked for. One for each event type.
 */
final class DirectEvent implements Event {
  private final Layout.Slot[] slots;
  private final List<String> names = new ArrayList<>();

  /** Numbers as they are written, bits of floats and doubles, keys; else where the value begins. */
  private final long[] values;

  private final ChunkReader in;
  private final Resolver resolver;
  private final ChunkHeader header;
  private final double chunkStartMicros;
  private final double microsPerTick;
  private final int startTime;
  private final int duration;
  private final int eventThread;
  private final int stackTrace;
  private double startMicros;
  private double durationMicros;

  DirectEvent(
      TypeInfo type,
      EventTypes types,
      ChunkReader in,
      Resolver resolver,
      ChunkHeader header,
      double chunkStartMicros)
      throws DamagedChunkException {
    this.in = in;
    this.resolver = resolver;
    this.header = header;
    this.chunkStartMicros = chunkStartMicros;
    microsPerTick = 1e6 / header.ticksPerSecond();
    List<Layout.Slot> flat = new ArrayList<>();
    flatten("", Layout.of(type, types), flat);
    slots = flat.toArray(new Layout.Slot[0]);
    values = new long[slots.length];
    startTime = names.indexOf("startTime");
    duration = names.indexOf("duration");
    eventThread = names.indexOf("eventThread");
    stackTrace = names.indexOf("stackTrace");
  }

  /** Fields of a struct within the event are fields of the event, {@code outer:inner}. */
  private void flatten(String prefix, Layout layout, List<Layout.Slot> flat) {
    for (int i = 0; i < layout.size(); i++) {
      Layout.Slot slot = layout.slot(i);
      String name = prefix + slot.field().name();
      if (slot.form() == Layout.Form.STRUCT && !slot.field().array()) {
        flatten(name + ":", slot.struct(), flat);
      } else {
        names.add(name);
        flat.add(slot);
      }
    }
  }

  List<String> names() {
    return names;
  }

  /**
   * Shows another event.
   *
   * @param position of its first byte
   */
  void show(int position, int chunkEnd) throws DamagedChunkException {
    in.limit(chunkEnd);
    in.position(position);
    int size = in.intNumber();
    in.limit(position + size);
    in.skipLong();
    for (int i = 0; i < slots.length; i++) {
      values[i] = read(slots[i]);
    }
    startMicros = number(startTime);
    double micros = number(duration);
    durationMicros = Double.isNaN(micros) ? 0 : micros;
  }

  private long read(Layout.Slot slot) throws DamagedChunkException {
    if (!slot.field().array()) {
      switch (slot.form()) {
        case BYTE -> {
          return (byte) in.oneByte();
        }
        case SHORT -> {
          return in.shortNumber();
        }
        case INT -> {
          return in.intNumber();
        }
        case LONG, POOL -> {
          return in.longNumber();
        }
        case FLOAT -> {
          return Double.doubleToRawLongBits(in.floatNumber());
        }
        case DOUBLE -> {
          return Double.doubleToRawLongBits(in.doubleNumber());
        }
        case TEXT, STRUCT -> {}
      }
    }
    int position = in.position();
    Layout.skip(in, slot);
    return position;
  }

  @Override
  public double startMicros() {
    return startMicros;
  }

  @Override
  public double durationMicros() {
    return durationMicros;
  }

  @Override
  public int thread() {
    return thread(eventThread);
  }

  @Override
  public int stack() {
    return isPool(stackTrace)
        ? resolver.stack(slots[stackTrace].field().typeId(), values[stackTrace])
        : -1;
  }

  @Override
  public int thread(int field) {
    return isPool(field) ? resolver.thread(slots[field].field().typeId(), values[field]) : -1;
  }

  private boolean isPool(int field) {
    return field >= 0
        && field < slots.length
        && slots[field].form() == Layout.Form.POOL
        && !slots[field].field().array();
  }

  @Override
  public double number(int field) {
    if (field < 0 || field >= slots.length || slots[field].field().array()) {
      return Double.NaN;
    }
    double value =
        switch (slots[field].form()) {
          case BYTE, SHORT, INT, LONG -> quantity(values[field], slots[field].field());
          case FLOAT, DOUBLE -> Double.longBitsToDouble(values[field]);
          default -> Double.NaN;
        };
    return Math.abs(value) < MAX_NUMBER ? value : Double.NaN;
  }

  private double quantity(long value, FieldInfo field) {
    return switch (field.quantity()) {
      case PLAIN -> value;
      case BITS -> value / 8.0;
      case TICKS_TIMESPAN -> value == Long.MIN_VALUE ? Double.NaN : value * microsPerTick;
      case NANOS_TIMESPAN -> value == Long.MIN_VALUE ? Double.NaN : value / 1000.0;
      case MICROS_TIMESPAN -> value;
      case MILLIS_TIMESPAN -> value == Long.MIN_VALUE ? Double.NaN : value * 1000.0;
      case SECONDS_TIMESPAN -> value * 1e6;
      case TICKS_TIMESTAMP ->
          chunkStartMicros + (double) (value - header.startTicks()) * microsPerTick;
      case MILLIS_TIMESTAMP ->
          chunkStartMicros + value * 1000.0 - Math.rint(header.startNanos() / 1000.0);
    };
  }

  @Override
  public @Nullable String text(int field) {
    if (field < 0 || field >= slots.length) {
      return null;
    }
    try {
      if (isPool(field)) {
        return resolver.constantText(slots[field].field().typeId(), values[field], 0);
      }
      if (slots[field].form() != Layout.Form.TEXT) {
        return null;
      }
      in.position((int) values[field]);
      return resolver.text(in, slots[field], 0);
    } catch (DamagedChunkException e) {
      return null;
    }
  }

  @Override
  public @Nullable String referencePath(int field) {
    return isPool(field)
        ? resolver.referencePath(slots[field].field().typeId(), values[field])
        : null;
  }
}
