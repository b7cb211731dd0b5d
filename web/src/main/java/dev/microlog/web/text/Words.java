package dev.microlog.web.text;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.SpanTable;
import dev.microlog.timeline.analysis.ThreadState;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.state.Mode;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tab;

/** What the page says, in English. A text that a person reads is here and nowhere else. */
public final class Words {
  public static final String OVERVIEW = "overview";
  public static final String LOG_LANE = "Log";
  public static final String FILTER_RECORDINGS = "Filter recordings…";
  public static final String SEARCH = "/ search";
  public static final String ONLY_MY_CODE = "Only my code";

  public static final String BRAND = "◷ Microlog";
  public static final String VIEWS = "Views of the recording";
  public static final String RECORDINGS = "Recordings";
  public static final String THEME = "Dark or light";
  public static final String MINE_HINT = "Fold away the frames of the JDK and of libraries (m)";
  public static final String SEARCH_LABEL = "Search methods, threads and log by regular expression";
  public static final String CLOSE = "Close";
  public static final String CLOSE_SIGN = "✕";
  public static final String CANCEL = "Cancel";
  public static final String DELETE = "Delete";
  public static final String LIVE = "live";
  public static final String FAILED = "failed";
  public static final String NO_RECORDINGS = "No recordings yet.";
  public static final String NO_MATCH = "Nothing matches.";
  public static final String DROP_HERE = "Drop a .jfr or .microlog here";
  public static final String CHOOSE_FILE = "or choose a file";
  public static final String LOADING = "Loading…";
  public static final String CONVERTING = "Converting…";
  public static final String CONVERTING_ADVICE = "It opens by itself when it is done.";
  public static final String DAMAGED = "This recording cannot be read";
  public static final String DAMAGED_ADVICE =
      "Convert the .jfr again with `microlog convert`, or update Microlog if the file is newer.";
  public static final String NOT_FOUND = "There is no such recording";
  public static final String NOT_FOUND_ADVICE =
      "It may have been deleted. Choose another at the left.";
  public static final String NOT_LOADED = "The recording could not be loaded";
  public static final String LOST_CONNECTION = "The server does not answer";
  public static final String LOST_CONNECTION_ADVICE =
      "Start it again with `microlog serve`; this page goes on by itself.";
  public static final String EMPTY_STORE = "No recordings yet";
  public static final String COMMAND_DEMO = "microlog demo";
  public static final String COMMAND_RECORD = "microlog record -- java -jar yours.jar";
  public static final String COMMAND_ATTACH = "microlog attach PID --duration 60s";
  public static final String OR_DROP = "… or drop a .jfr file on this page.";
  public static final String TIMELINE_LABEL = "Timeline";
  public static final String CANVAS_LABEL =
      "Timeline of all threads. W and S zoom, A and D move, Shift with arrows walks through calls.";
  public static final String TOOLS = "Zoom and tracks";
  public static final String ZOOM_OUT = "Zoom out (S)";
  public static final String ZOOM_IN = "Zoom in (W)";
  public static final String FIT_ALL = "Show all (0)";
  public static final String TRACKS_AND_LANES = "Tracks and lanes";
  public static final String FILTER_THREADS = "Filter threads…";
  public static final String SHOW_ALL_TRACKS = "Show all tracks";
  public static final String FOLD = "Fold";
  public static final String UNFOLD = "Unfold";
  public static final String PIN = "Pin to the top";
  public static final String UNPIN = "Unpin";
  public static final String HIDE_TRACK = "Hide";
  public static final String OVERVIEW_HINT = "Drag to move the visible part";
  public static final String RULER_HINT = "Drag to select a range";
  public static final String TRACK_HINT = "Click folds, right click: more";
  public static final String PREVIOUS_ENTRY = "Previous entry";
  public static final String NEXT_ENTRY = "Next entry";
  public static final String STACK = "Stack";
  public static final String SHOW_IN_LOG = "Show in Log";
  public static final String COPY = "Copy";
  public static final String COPIED = "Copied.";
  public static final String NOT_COPIED = "The browser did not allow copying.";
  public static final String NATIVE_METHOD = "Native Method";
  public static final String SOURCE_LINKS = "Source links";
  public static final String SOURCE_OPENS_IN = "Open in";
  public static final String SOURCE_ROOT = "Root";
  public static final String SOURCE_ROOT_HINT =
      "/home/me/shop/src/main/java or https://github.com/me/shop/blob/main/src/main/java";
  public static final String SOURCE_EXPLAINED =
      "Kept in this browser. A web address may have {path} and {line} in it.";
  public static final String SAVE = "Save";
  public static final String PREVIOUS_CALL = "Previous call of this method";
  public static final String NEXT_CALL = "Next call of this method";
  public static final String START = "start";
  public static final String DURATION = "duration";
  public static final String AVERAGE = "average";
  public static final String MEDIAN = "median";
  public static final String ON_CPU = "on CPU";
  public static final String SAMPLES = "samples";
  public static final String WAITED = "waited";
  public static final String CALLED_BY = "called by";
  public static final String HELD_BY = ", held by ";
  public static final String IN = " in ";
  public static final String HISTOGRAM = "Durations of all calls";
  public static final String SIMILAR_CALLS = "Calls of the same method";
  public static final String SOURCE = "Source";
  public static final String COPY_STACK = "Copy stack";
  public static final String ONLY_THIS_METHOD = "Only this method";
  public static final String EXPLAIN = "Explain";
  public static final String BAD_PATTERN = "no regex";

  private Words() {}

  public static String found(int calls, double micros, int entries) {
    if (calls == 0) {
      return entries == 0 ? "no match" : Format.count(entries) + " log";
    }
    String time = Format.count(calls) + " · " + Format.duration(micros);
    return entries == 0 ? time : time + " · " + Format.count(entries) + " log";
  }

  public static String sourceKind(String kind) {
    return switch (kind) {
      case "vscode" -> "VS Code";
      case "idea" -> "IntelliJ IDEA";
      case "web" -> "a web repository";
      default -> "nothing (no links)";
    };
  }

  public static String ofMany(int place, int count) {
    return Format.count(place) + " of " + Format.count(count);
  }

  public static String calls(int count) {
    return count == 1 ? "1 call" : Format.count(count) + " calls";
  }

  public static String bin(int count, double from, double to) {
    return calls(count) + " of " + Format.duration(from) + " to " + Format.duration(to);
  }

  public static String moreEntries(int count) {
    return "and " + Format.count(count) + " more";
  }

  public static String callSpoken(String name, String duration, String thread, String start) {
    return name + ", " + duration + ", on thread " + thread + ", at " + start;
  }

  public static String longerThanUsual(double factor) {
    String times = Format.significant(factor < 10 ? Math.rint(factor * 10) / 10 : factor);
    return times + " × longer than usual.";
  }

  public static String lowCpu(double share) {
    return "It was on a processor for only "
        + Format.percent(share)
        + " of the time, and the recording has no wait that says why: it may have waited for a"
        + " processor, or for something shorter than JFR's threshold.";
  }

  public static String stoppedByGc(double micros) {
    return " Garbage collection stopped it for " + Format.duration(micros) + ".";
  }

  /** The beginning of a sentence, to be followed by what was waited for. */
  public static String itWaited(WaitKind kind, double micros) {
    String time = Format.duration(micros);
    return switch (kind) {
      case MONITOR -> "It waited " + time + " for the monitor of ";
      case PARK -> "It was parked for " + time + " ";
      case SLEEP -> "It slept for " + time + " ";
      case WAIT -> "It waited in Object.wait for " + time + " ";
      case SOCKET_READ -> "It read from a socket for " + time + " ";
      case SOCKET_WRITE -> "It wrote to a socket for " + time + " ";
      case FILE_READ -> "It read a file for " + time + " ";
      case FILE_WRITE -> "It wrote a file for " + time + " ";
      case CLASS_LOAD -> "It loaded a class for " + time + " ";
      case PINNED -> "It was pinned to its carrier for " + time + " ";
    };
  }

  public static String amountAndShare(String amount, double share) {
    return amount + " (" + Format.percent(share) + ")";
  }

  public static String explainCall(String name) {
    return "Why did this call of " + name + " take so long?";
  }

  public static String defect(String what) {
    return "Something went wrong in this page (" + what + "). Reload it; please report it.";
  }

  public static String status(int status) {
    return status == 0 ? LOST_CONNECTION : "The server answered " + status + ".";
  }

  public static String emptyStore(String store) {
    return (store.isEmpty() ? "" : store + " is empty. ") + "Three ways to a first recording:";
  }

  public static String errors(int count) {
    return count == 1 ? "1 error" : Format.count(count) + " errors";
  }

  public static String subject(RecordingInfo info, int samples) {
    String version = info.javaVersion();
    int dot = version.indexOf('.');
    String feature = version.startsWith("1.") ? "8" : dot < 0 ? version : version.substring(0, dot);
    return Format.duration(info.durationMicros())
        + (feature.isEmpty() ? "" : " · JDK " + feature)
        + " · "
        + Format.count(samples)
        + " samples";
  }

  public static String recordingHint(RecordingEntry entry) {
    String length = Format.millis(entry.durationMillis());
    String hint = entry.app() + " · " + entry.when() + " · " + length;
    return entry.error().isEmpty() ? hint : hint + " · " + entry.error();
  }

  public static String deleteQuestion(RecordingEntry entry) {
    return "Delete the recording " + entry.app() + " of " + entry.when() + "?";
  }

  public static String notARecording(String file) {
    return file + " is neither a .jfr nor a .microlog file.";
  }

  public static String uploading(String file) {
    return "Uploading " + file;
  }

  public static String notUploaded(String file, String why) {
    return file + " was not taken: " + why;
  }

  public static String lane(String title) {
    return "Lane " + title;
  }

  public static String laneSource(String source) {
    return source.isEmpty() ? "" : "from " + source;
  }

  public static String threadGroup(String group) {
    return "group " + group;
  }

  public static String onCpu(double share) {
    return "running " + Format.percent(share) + " of the time";
  }

  /** An exact duration, or an estimate with how far it may be off. */
  public static String duration(SpanTable spans, int row) {
    double uncertainty = spans.uncertaintyMicros(row);
    String text = Format.duration(spans.durationMicros(row));
    boolean exact = spans.exactStart(row) && spans.exactEnd(row);
    return exact || uncertainty <= 0 ? text : text + " ± " + Format.duration(uncertainty);
  }

  public static String samplesAndCpu(int samples, double cpuMicros) {
    String count = samples == 1 ? "1 sample" : Format.count(samples) + " samples";
    return cpuMicros > 0 ? count + " · CPU ≈ " + Format.duration(cpuMicros) : count;
  }

  public static String waited(
      WaitKind kind, double micros, String detail, String owner, double bytes) {
    StringBuilder text = new StringBuilder(wait(kind)).append(' ').append(Format.duration(micros));
    if (!detail.isEmpty()) {
      text.append(kind == WaitKind.MONITOR ? " of " : ": ").append(detail);
    }
    if (!owner.isEmpty()) {
      text.append(", held by ").append(owner);
    }
    if (bytes >= 0) {
      text.append(" (").append(Format.bytes(bytes)).append(')');
    }
    return text.toString();
  }

  public static String level(Level level) {
    return switch (level) {
      case TRACE -> "TRACE";
      case DEBUG -> "DEBUG";
      case INFO -> "INFO";
      case WARN -> "WARN";
      case ERROR -> "ERROR";
    };
  }

  public static String markerTitle(MarkerTable markers, int row, int count) {
    String what = markers.logger(row).isEmpty() ? markers.source(row) : markers.logger(row);
    String more = count > 1 ? " · " + Format.count(count) + " entries" : "";
    return level(markers.level(row)) + " " + what + more;
  }

  public static String virtualThreads(int count) {
    return "Virtual threads (" + Format.count(count) + ")";
  }

  public static String idleThreads(int count) {
    return count == 1 ? "1 idle thread" : Format.count(count) + " idle threads";
  }

  public static String pool(String prefix, int count) {
    return prefix + "… (" + Format.count(count) + ")";
  }

  public static String moreRows(int rows) {
    return rows == 1 ? "+1 row" : "+" + rows + " rows";
  }

  public static String tab(Tab tab) {
    return switch (tab) {
      case TIMELINE -> "Timeline";
      case DESIGN -> "Design";
      case LOG -> "Log";
      case EXPLANATION -> "Explanation";
      case TIPS -> "Tips";
    };
  }

  public static String mode(Mode mode) {
    return switch (mode) {
      case WALL -> "Wall";
      case CPU -> "CPU";
      case ALLOCATION -> "Allocation";
      case LOCK -> "Lock";
      case IO -> "I/O";
    };
  }

  public static String panel(PanelTab panel) {
    return switch (panel) {
      case FLAME -> "Flame graph";
      case TREE -> "Call tree";
      case INVERTED -> "Inverted";
      case BUTTERFLY -> "Butterfly";
      case HOT -> "Hot methods";
      case WAITS -> "Waits";
      case LOG -> "Log";
      case FINDINGS -> "Findings";
      case COMPARE -> "Compare";
    };
  }

  public static String sort(Sort sort) {
    return switch (sort) {
      case CPU -> "Sort by CPU";
      case NAME -> "Sort by name";
      case FIRST_SEEN -> "Sort by first seen";
      case IN_VIEW -> "Sort by activity in view";
    };
  }

  public static String wait(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> "waited for a monitor";
      case PARK -> "parked";
      case SLEEP -> "slept";
      case WAIT -> "waited (Object.wait)";
      case SOCKET_READ -> "read from a socket";
      case SOCKET_WRITE -> "wrote to a socket";
      case FILE_READ -> "read a file";
      case FILE_WRITE -> "wrote a file";
      case CLASS_LOAD -> "loaded a class";
      case PINNED -> "was pinned to its carrier";
    };
  }

  public static String waitNoun(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> "monitor";
      case PARK -> "park";
      case SLEEP -> "sleep";
      case WAIT -> "Object.wait";
      case SOCKET_READ -> "socket read";
      case SOCKET_WRITE -> "socket write";
      case FILE_READ -> "file read";
      case FILE_WRITE -> "file write";
      case CLASS_LOAD -> "class loading";
      case PINNED -> "pinned";
    };
  }

  public static String pause(PauseKind kind) {
    return kind == PauseKind.GC ? "GC pause" : "Safepoint";
  }

  public static String state(ThreadState state) {
    return switch (state) {
      case RUNNING -> "running";
      case NATIVE -> "in native code";
      case RUNNABLE -> "runnable, not seen running";
      case BLOCKED -> "blocked by a monitor";
      case WAITING -> "waiting (Object.wait)";
      case PARKED -> "parked";
      case SLEEPING -> "sleeping";
      case IO -> "I/O";
      case CLASS_LOADING -> "loading a class";
      case PAUSED -> "stopped by the VM";
    };
  }
}
