package dev.microlog.web.state;

import dev.microlog.web.net.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The view state as an address and back.
 *
 * <pre>{@code /log/shop/2026_11_22_06_31_51?tab=log&t=1500000-3200000&call=3.2.1510000}</pre>
 *
 * <p>Only what differs from the default is written; what cannot be read is left at its default, as
 * addresses are edited by hand and come from other versions.
 */
public final class ViewStateCodec {
  private static final String PREFIX = "/log/";

  private final UnaryOperator<String> encode;
  private final UnaryOperator<String> decode;

  /**
   * @param encode writes a text so that it may stand in an address
   * @param decode its inverse
   */
  public ViewStateCodec(UnaryOperator<String> encode, UnaryOperator<String> decode) {
    this.encode = encode;
    this.decode = decode;
  }

  public String write(ViewState state) {
    StringBuilder query = new StringBuilder();
    append(query, "tab", name(state.tab(), Tab.TIMELINE));
    append(query, "t", range(state.window()));
    append(query, "sel", range(state.selection()));
    Call call = state.call();
    if (call != null) {
      append(query, "call", call.thread() + "." + call.depth() + "." + number(call.atMicros()));
    }
    append(query, "q", state.search());
    Frames frames = state.frames();
    append(query, "mine", frames.onlyMine() ? "1" : "");
    append(query, "norecursion", frames.recursionCollapsed() ? "1" : "");
    append(query, "focus", frames.focus());
    append(query, "merge", join(frames.merged()));
    append(query, "drop", join(frames.dropped()));
    append(query, "packages", join(state.packages()));
    append(query, "mode", name(state.mode(), Mode.WALL));
    append(query, "panel", name(state.panel(), PanelTab.FLAME));
    append(query, "sort", name(state.sort(), Sort.CPU));
    append(query, "threads", state.threadFilter());
    append(query, "method", state.method());
    append(query, "pin", join(state.pinned()));
    append(query, "hide", join(state.hidden()));
    append(query, "fold", join(state.toggled()));
    append(query, "compare", state.compare());
    String path =
        state.hasRecording()
            ? PREFIX + encode.apply(state.app()) + "/" + encode.apply(state.id())
            : "/";
    return query.isEmpty() ? path : path + "?" + query;
  }

  public ViewState read(String address) {
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    Map<String, String> query =
        question < 0 ? Map.of() : parameters(address.substring(question + 1));
    String[] names =
        path.startsWith(PREFIX) ? path.substring(PREFIX.length()).split("/") : new String[0];
    boolean named = names.length >= 2;
    return new ViewState(
        named ? decode.apply(names[0]) : "",
        named ? decode.apply(names[1]) : "",
        value(Tab.values(), query.get("tab"), Tab.TIMELINE),
        range(query.get("t")),
        range(query.get("sel")),
        call(query.get("call")),
        query.getOrDefault("q", ""),
        new Frames(
            "1".equals(query.get("mine")),
            "1".equals(query.get("norecursion")),
            query.getOrDefault("focus", ""),
            split(query.get("merge")),
            split(query.get("drop"))),
        List.copyOf(split(query.get("packages"))),
        value(Mode.values(), query.get("mode"), Mode.WALL),
        value(PanelTab.values(), query.get("panel"), PanelTab.FLAME),
        new Tracks(
            value(Sort.values(), query.get("sort"), Sort.CPU),
            query.getOrDefault("threads", ""),
            split(query.get("pin")),
            split(query.get("hide")),
            split(query.get("fold"))),
        query.getOrDefault("method", ""),
        query.getOrDefault("compare", ""));
  }

  private void append(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(encode.apply(value));
    }
  }

  private Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.split("&")) {
      int equal = part.indexOf('=');
      if (equal > 0) {
        parameters.put(part.substring(0, equal), decode.apply(part.substring(equal + 1)));
      }
    }
    return parameters;
  }

  private static String name(Enum<?> value, Enum<?> fallback) {
    return value == fallback ? "" : value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static <E extends Enum<E>> E value(E[] values, @Nullable String name, E fallback) {
    for (E value : values) {
      if (value.name().equalsIgnoreCase(name)) {
        return value;
      }
    }
    return fallback;
  }

  /** Whole microseconds: no clock in a recording tells more. */
  private static String number(double micros) {
    return Long.toString(Math.round(micros));
  }

  private static String range(@Nullable Range range) {
    return range == null ? "" : number(range.startMicros()) + "-" + number(range.endMicros());
  }

  /** A range as it stands in an address; null if there is none or it cannot be read. */
  public static @Nullable Range range(@Nullable String text) {
    int dash = text == null ? -1 : text.indexOf('-', 1);
    if (text == null || dash < 0) {
      return null;
    }
    double start = parse(text.substring(0, dash));
    double end = parse(text.substring(dash + 1));
    return end > start ? new Range(start, end) : null;
  }

  private static @Nullable Call call(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("\\.");
    if (parts.length != 3) {
      return null;
    }
    double thread = parse(parts[0]);
    double depth = parse(parts[1]);
    double at = parse(parts[2]);
    return thread >= 0 && depth >= 0 && at >= 0 ? new Call((int) thread, (int) depth, at) : null;
  }

  private static double parse(String text) {
    try {
      double value = Json.parseNumber(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A key that has the separator in it is written so that it can be told from two. */
  private static String join(Collection<String> keys) {
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      text.append(text.isEmpty() ? "" : "~").append(key.replace("!", "!!").replace("~", "!-"));
    }
    return text.toString();
  }

  private static Set<String> split(@Nullable String text) {
    Set<String> keys = new LinkedHashSet<>();
    if (text != null) {
      for (String key : text.split("~")) {
        if (!key.isEmpty()) {
          keys.add(unescaped(key));
        }
      }
    }
    return keys;
  }

  private static String unescaped(String key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      boolean escape = key.charAt(i) == '!' && i + 1 < key.length();
      if (escape) {
        i++;
        text.append(key.charAt(i) == '-' ? '~' : '!');
      } else {
        text.append(key.charAt(i));
      }
    }
    return text.toString();
  }
}
