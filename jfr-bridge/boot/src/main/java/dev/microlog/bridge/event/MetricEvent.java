package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One value of a metric that JFR has no event for. */
@Name(MetricEvent.NAME)
@Label("Metric")
@Description("One value of a metric over time")
@Category("Microlog")
@StackTrace(false)
public final class MetricEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Metric";

  /** The lane the value belongs to, such as {@code descriptors.open}. */
  @Label("Lane")
  @Description("Lane of the timeline that the value belongs to")
  public @Nullable String lane;

  /** {@code count}, {@code bytes}, {@code ratio} or {@code ms}. */
  @Label("Unit")
  @Description("Unit of the value: count, bytes, ratio or ms")
  public @Nullable String unit;

  /** The value in that unit. */
  @Label("Value")
  @Description("Value in the unit of the event")
  public double value;
}
