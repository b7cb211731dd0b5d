package dev.microlog.server.explain.facts;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Groups waits by what was waited for and where. */
final class Waits {
  /** Ports that systems give to clients. */
  private static final Pattern PORT = Pattern.compile(":(?:3[3-9]|[4-6]\\d)\\d{3}$");

  private record Key(WaitKind kind, String detail, int method, int caller, String role) {}

  private final Spans spans;
  private final Focus focus;
  private final Names names;
  private final Idleness idleness;

  Waits(Spans spans, Focus focus, Names names, Idleness idleness) {
    this.spans = spans;
    this.focus = focus;
    this.names = names;
    this.idleness = idleness;
  }

  /** What a thread does in such a wait. */
  static String word(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> "blocked by a monitor";
      case PARK -> "parked";
      case SLEEP -> "asleep";
      case WAIT -> "in Object.wait";
      case SOCKET_READ -> "reading a socket";
      case SOCKET_WRITE -> "writing a socket";
      case FILE_READ -> "reading a file";
      case FILE_WRITE -> "writing a file";
      case CLASS_LOAD -> "loading classes";
      case PINNED -> "pinned to its carrier";
    };
  }

  /** The same as a row of its own. */
  static String phrase(WaitKind kind) {
    return "(" + word(kind) + ")";
  }

  /** The groups, those with most time first. */
  List<Waiting> find(List<Role> roles) {
    Map<Integer, String> roleOf = new HashMap<>();
    for (Role role : roles) {
      if (!role.jvm()) {
        role.threads().stream().forEach(thread -> roleOf.put(thread, role.name()));
      }
    }
    WaitTable waits = spans.timeline().waits();
    Map<Key, Group> groups = new LinkedHashMap<>();
    for (int row = 0; row < waits.size(); row++) {
      String role = roleOf.get(waits.thread(row));
      double micros = focus.overlap(waits.startMicros(row), waits.endMicros(row));
      if (role == null
          || micros <= 0
          || waits.kind(row) == WaitKind.CLASS_LOAD
          || idleness.stack(waits.stack(row))
          || !belongs(waits.stack(row))) {
        continue;
      }
      String detail = thing(row);
      int method = names.own(waits.stack(row));
      groups
          .computeIfAbsent(
              new Key(waits.kind(row), detail, method, caller(waits.stack(row), method), role),
              k -> new Group())
          .add(waits, row, micros);
    }
    List<Waiting> result = new ArrayList<>();
    groups.forEach((key, group) -> result.add(waiting(key, group)));
    result.sort(
        Comparator.comparingDouble(Waiting::totalMicros)
            .reversed()
            .thenComparing(Waiting::detail)
            .thenComparing(Waiting::where));
    return result;
  }

  /** What was waited for; clients' ports are told apart by nobody. */
  private String thing(int row) {
    WaitTable waits = spans.timeline().waits();
    if (isClassInitialisation(row)) {
      return "";
    }
    String detail = Plain.line(waits.detail(row), 100);
    boolean socket =
        waits.kind(row) == WaitKind.SOCKET_READ || waits.kind(row) == WaitKind.SOCKET_WRITE;
    return socket ? PORT.matcher(detail).replaceFirst(":*") : detail;
  }

  /**
   * The JVM waits for the thread that initialises a class as for any object, but without a call.
   */
  private boolean isClassInitialisation(int row) {
    WaitTable waits = spans.timeline().waits();
    int leaf = names.leaf(waits.stack(row));
    return waits.kind(row) == WaitKind.WAIT
        && leaf >= 0
        && !spans.timeline().methods().qualifiedName(leaf).startsWith("java.lang.Object.wait");
  }

  /** A thread that ran a class's initialiser at an instant, -1 if there is none. */
  private int initialiser(double micros) {
    for (int thread = 0; thread < spans.timeline().threads().size(); thread++) {
      SpanTable table = spans.spans(thread);
      for (int depth = 0; depth < table.depths(); depth++) {
        int span = table.at(depth, micros);
        if (span < 0) {
          break;
        }
        int method = table.method(span);
        if (method >= 0 && spans.timeline().methods().name(method).equals("<clinit>")) {
          return thread;
        }
      }
    }
    return -1;
  }

  private int caller(int stack, int own) {
    return own < 0 ? -1 : names.ownBelow(stack, own);
  }

  /** Whether a stack goes through the method in focus. */
  private boolean belongs(int stack) {
    if (focus.method() < 0) {
      return true;
    }
    for (int node = stack; node >= 0; node = spans.timeline().stacks().parent(node)) {
      if (spans.timeline().methodAt(node) == focus.method()) {
        return true;
      }
    }
    return false;
  }

  private Waiting waiting(Key key, Group group) {
    WaitTable waits = spans.timeline().waits();
    int longest = group.longest;
    double middle = waits.startMicros(longest) + waits.durationMicros(longest) / 2;
    boolean initialising = isClassInitialisation(longest);
    int owner = initialising ? initialiser(middle) : group.owner();
    boolean telling =
        key.kind() != WaitKind.SLEEP
            && key.kind() != WaitKind.MONITOR
            && key.kind() != WaitKind.WAIT;
    return new Waiting(
        key.kind(),
        initialising ? "waiting until a class is initialised" : word(key.kind()),
        telling ? names.entry(waits.stack(longest)) : "",
        key.detail().endsWith(":*") && group.things.size() == 1
            ? Plain.line(waits.detail(longest), 100)
            : key.detail(),
        names.ownWithCaller(waits.stack(longest)),
        key.method() >= 0 ? key.method() : names.leaf(waits.stack(longest)),
        key.caller(),
        key.role(),
        group.total,
        group.count,
        waits.durationMicros(longest),
        waits.thread(longest),
        waits.startMicros(longest),
        group.bytes,
        owner < 0 ? "" : names.thread(owner),
        owner < 0 ? "" : doing(owner, middle, waits.detail(longest)));
  }

  /**
   * What a thread did at an instant: the call of the program's own that took a lock, if its class
   * tells, the deepest one, and what that waited for.
   */
  private String doing(int thread, double micros, String lock) {
    SpanTable table = spans.spans(thread);
    int own = -1;
    int locking = -1;
    String wait = "";
    for (int depth = 0; depth < table.depths(); depth++) {
      int span = table.at(depth, micros);
      if (span < 0) {
        break;
      }
      int method = table.method(span);
      if (method >= 0 && spans.timeline().methods().kind(method) == MethodKind.YOURS) {
        own = names.isLambda(method) && own >= 0 ? own : method;
        boolean takes = spans.timeline().methods().className(method).equals(lock);
        locking = takes && locking < 0 ? method : locking;
      }
      if (table.wait(span) >= 0) {
        wait = word(spans.timeline().waits().kind(table.wait(span)));
      }
    }
    String where =
        own < 0
            ? ""
            : locking >= 0 && locking != own
                ? "in " + names.brief(locking) + ", calling " + names.brief(own)
                : "in " + names.brief(own);
    return wait.isEmpty() ? where : where.isEmpty() ? wait : where + ", " + wait;
  }

  private static final class Group {
    private double total;
    private int count;
    private int longest = -1;
    private double longestMicros = -1;
    private double bytes = -1;
    private final Map<Integer, Double> owners = new LinkedHashMap<>();
    private final Set<String> things = new HashSet<>();

    void add(WaitTable waits, int row, double micros) {
      total += micros;
      count++;
      if (things.size() < 2) {
        things.add(waits.detail(row));
      }
      if (waits.durationMicros(row) > longestMicros) {
        longestMicros = waits.durationMicros(row);
        longest = row;
      }
      if (waits.bytes(row) >= 0) {
        bytes = Math.max(0, bytes) + waits.bytes(row);
      }
      if (waits.ownerThread(row) >= 0) {
        owners.merge(waits.ownerThread(row), micros, Double::sum);
      }
    }

    int owner() {
      int best = -1;
      double most = 0;
      for (Map.Entry<Integer, Double> entry : owners.entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          best = entry.getKey();
        }
      }
      return best;
    }
  }
}
