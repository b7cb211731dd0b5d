package dev.microlog.web.text;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.ThreadState;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.state.Mode;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tab;
import java.util.List;
import java.util.function.DoubleFunction;

/** What the page says, in English. A text that a person reads is here and nowhere else. */
public final class Words {
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
  public static final String CONTINUE = "Continue";
  public static final String TOKEN = "Token";
  public static final String TOKEN_WANTED = "This server takes changes only with its token";
  public static final String TOKEN_ADVICE =
      "Who runs the server knows it. It is kept until this tab of the browser is closed.";
  public static final String TOKEN_WRONG = "That is not its token.";
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
  public static final String RANGE_PANEL = "What happened in the range";
  public static final String MODE = "What is counted";
  public static final String EXPORT = "Export";
  public static final String EXPLAIN_SHOWN = "Explain the selection, or what is in view";
  public static final String EXPLAIN_RANGE =
      "What happened in this range, and why did it take so long?";
  public static final String NOTHING_HERE = "Nothing here.";
  public static final String METHOD = "Method";
  public static final String SELF = "Self";
  public static final String TOTAL = "Total";
  public static final String COUNT = "Count";
  public static final String KIND = "Kind";
  public static final String WAITED_FOR = "Waited for";
  public static final String WHERE = "Where";
  public static final String LONGEST = "Longest";
  public static final String MORE_IN_LOG = "… and more: see the Log tab.";
  public static final String FILTER = "Filter…";
  public static final String FLAME_LABEL =
      "Flame graph of the range; the Call tree tab says the same as a table";
  public static final String NO_FINDINGS = "Nothing remarkable was found.";
  public static final String MORE = "more";
  public static final String COMPARE_WITH = "Compare with";
  public static final String COMPARE_NOTHING = "choose…";
  public static final String COMPARE_BEFORE = "the time before the selection";
  public static final String COMPARE_AFTER = "the time after the selection";
  public static final String COMPARE_ADVICE =
      "Choose another recording, or select a range and compare it with the rest.";
  public static final String BEFORE = "Other";
  public static final String AFTER = "This";
  public static final String DIFFERENCE = "Difference";
  public static final String TREND = "";
  public static final String PER_SECOND =
      "Weight of the method itself for each second of either side, so that length does not matter.";
  public static final String LEVEL = "Level";
  public static final String THREAD = "Thread";
  public static final String LOGGER = "Logger";
  public static final String TIME = "Time";
  public static final String MESSAGE = "Message";
  public static final String ENTRY = "The chosen entry";
  public static final String IN_SELECTION = "In the selection";
  public static final String STATISTICS = "Statistics";
  public static final String LOG_FILTER = "Filter by text or regex…";
  public static final String ALL_THREADS = "All threads";
  public static final String ALL_LOGGERS = "All loggers";
  public static final String NO_LOG =
      "Nothing was logged. With the agent, prints and log entries are recorded too.";
  public static final String SHOW_ON_TIMELINE = "Show on timeline";
  public static final String SHARE = "Share of time";
  public static final String GC_PAUSES = "GC pauses";
  public static final String VIRTUAL = "Virtual";
  public static final String PALETTE = "Commands and places";
  public static final String PALETTE_HINT = "Type a command, method, thread or recording";
  public static final String PALETTE_BUTTON = "Commands and places (Ctrl+P)";
  public static final String HELP = "Keys and colours";
  public static final String DOWNLOAD = "Download the recording";
  public static final String EXPORT_HTML = "Save as one HTML page";
  public static final String LEGEND_YOURS = "your code";
  public static final String LEGEND_LIBRARY = "libraries";
  public static final String LEGEND_JDK = "the JDK";
  public static final String LEGEND_STATES =
      "The strip over a thread: green runs, pale green was runnable and not seen, blue-grey is in"
          + " native code, red is blocked by a monitor, violet is I/O, yellow is stopped by the VM,"
          + " dark waits, parks or sleeps. A dot is information, a triangle a warning, an octagon"
          + " an error.";
  public static final String LEGEND_HONEST =
      "Borders that come from samples are drawn as softly as they are uncertain; what was not"
          + " observed is left empty.";
  public static final String EVIDENCE = "Evidence";
  public static final String EVIDENCE_EXPLAINED =
      "What the recording says, and all that a model is told of it. Secrets are replaced; edit it"
          + " before you ask.";
  public static final String EVIDENCE_LENGTH = "Length of the evidence";
  public static final String INSTRUCTIONS = "Sent with it: the instructions";
  public static final String RESTORE = "Undo edits";
  public static final String QUESTION = "Question";
  public static final String QUESTION_HINT =
      "Ask about what happened, such as: why is main waiting?";
  public static final String QUESTION_NEEDS_MODEL = "Questions need a language model";
  public static final String ASK = "Ask";
  public static final String ASK_AGAIN = "Ask again";
  public static final String STOP = "Stop";
  public static final String TRYING_AGAIN = "Trying again\u2026";
  public static final String STOPPED = "Stopped.";
  public static final String UNFINISHED = "Unfinished: the answer ended here.";
  public static final String NOT_EXPLAINED = "No whole answer came. Ask again.";
  public static final String NO_SERVER = "The server does not answer. Is it still running?";
  public static final String NO_EXPLANATION = "There is no explanation yet.";
  public static final String SOURCE_OF = "Whose explanation";
  public static final String BY_RULES = "By rules";
  public static final String MADE_BY_RULES = "Made by rules from the evidence, without a model";
  public static final String MADE_BY_RULES_OF_SELECTION =
      "Of the selection; made by rules from the evidence, without a model";
  public static final String WHOLE_RECORDING = "Explain the whole recording";
  public static final String UNPROVEN = "There is no such row in the evidence";
  public static final String EXPLAIN_ENTRY = "Why was this logged, and what led to it?";
  public static final String NO_MODEL =
      "How to set one up, to have more explained and questions answered";
  public static final String HOW_TO_SET_A_KEY =
      """
      export OPENAI_API_KEY=\u2026                 # OpenAI
      export MICROLOG_LLM_BASE_URL=http://localhost:11434/v1 \\
             MICROLOG_LLM_MODEL=qwen3        # or Ollama, llama.cpp, vLLM, \u2026
      microlog serve""";
  public static final String KEY_STAYS =
      "The key stays in the server, and nothing is sent before you ask.";
  public static final String FOLD_ALL = "Fold all";
  public static final String NO_PICTURE = "The browser could not make the picture.";
  public static final String ADVICE = "From what was seen";
  public static final String LIBRARIES = "Libraries and areas of the JDK that matter here";

  public static final String FINDINGS_HINT = "Click lists all findings";
  public static final String SKIP = "Skip to the view";
  public static final String FINDINGS_LANE = "Findings";

  /** Where the tracks would be: nothing was recorded of any thread. */
  public static final List<String> NO_ACTIVITY =
      List.of("No thread was seen at work.", "The recording has no samples and no waits.");

  /** Where the tracks would be: all of them are left out. */
  public static final List<String> NO_TRACKS =
      List.of("All threads are left out.", "“Show all tracks” in the menu ≡ brings them back.");

  public static final String UNDO = "Back (Z)";
  public static final String REDO = "Forward (Shift+Z)";
  public static final String COLLAPSE_RECURSION = "Collapse recursion";
  public static final String RECURSION_COLLAPSED = "Recursion collapsed";
  public static final String COLOURS_AND_PACKAGES = "Colours and packages";
  public static final String STATE_STRIP = "The strip over a thread";
  public static final String YOUR_PACKAGES = "Your packages";
  public static final String UNNAMED_PACKAGE = "(unnamed package)";
  public static final String DETECT = "Detect again";
  public static final String PACKAGES_EXPLAINED =
      "One a line; packages inside them count too. Kept in this browser for this application, and"
          + " in the address.";
  public static final String NAME_TOO_LONG = "That name is too long to be searched for.";
  public static final String PREVIOUS_FOUND = "Previous match (Shift+N)";
  public static final String NEXT_FOUND = "Next match (N, Enter)";
  public static final String FILTERS = "What is left out";
  public static final String FOCUS_METHOD = "Focus: only inside its calls";
  public static final String MERGE_METHOD = "Merge into its callers";
  public static final String DROP_METHOD = "Drop with all that it calls";
  public static final String MORE_ACTIONS = "More ▾";
  public static final String PREVIOUS_FINDING = "Previous finding (Shift+G)";
  public static final String NEXT_FINDING = "Next finding (G)";
  public static final String NO_TIME = "at no time in particular";
  public static final String SHOW_CALL = "Show the call";
  public static final String NO_CALL_THERE = "No call is drawn there: the recording saw none.";
  public static final String IT_LOGGED = "It logged: ";
  public static final String NO_REASON =
      "The recording has no wait, pause or computation that an ordinary call had not.";
  public static final String THIS_WAIT = "here";
  public static final String CLASS = "Class";
  public static final String BYTES = "Bytes (estimate)";
  public static final String SAMPLES_HEAD = "Samples";
  public static final String MOSTLY_IN = "Mostly in";
  public static final String UNKNOWN_CLASS = "(unknown)";
  public static final String PANEL_EDGE = "Height of the panel: arrow up and down";
  public static final String DIFF_FLAME_LABEL =
      "Differential flame graph: red has more here, blue less; the table below says the same";
  public static final String KEEP_RANGE = "Keep this range";
  public static final String KEEP_RANGE_HINT =
      "Keep the selected range, then select another one: the two are compared";
  public static final String RANGE_KEPT = "Kept. Select another range to compare it with.";

  private Words() {}

  /** Who explains: {@code By gpt-5-mini}. */
  public static String byModel(String model) {
    return "By " + (model.isEmpty() ? "the model" : model);
  }

  public static String explainWith(String model) {
    return model.isEmpty() ? EXPLAIN : "Explain with " + model;
  }

  public static String asking(String model, String host) {
    return "Asking " + model + (host.isEmpty() ? "" : " at " + host) + "\u2026";
  }

  public static String tokens(double tokens) {
    return Format.count(tokens) + " tokens";
  }

  /** {@code OrderService.checkout, on http-1, 12.7 s – 13.2 s}. */
  public static String subject(String call, String thread, Range range) {
    String what = call.isEmpty() ? "Selection" : call;
    return what
        + (thread.isEmpty() ? "" : " on " + thread)
        + ", "
        + Format.time(range.startMicros(), 1000)
        + " for "
        + Format.duration(range.durationMicros());
  }

  /**
   * {@code gpt-5-mini · 2026-11-22 06:31 UTC · 1,200 tokens sent, 300 received · prompt 1a2b3c4d}.
   */
  public static String answerBy(
      String model, String date, double sent, double received, String hash) {
    String when =
        date.length() < 17 ? date : date.substring(0, 10) + " " + date.substring(11, 16) + " UTC";
    String tokens =
        sent > 0
            ? " · " + Format.count(sent) + " tokens sent, " + Format.count(received) + " received"
            : "";
    String prompt = hash.length() < 8 ? "" : " · prompt " + hash.substring(0, 8);
    return (model.isEmpty() ? "" : model + " · ") + when + tokens + prompt;
  }

  public static String edge(String from, String to) {
    return from + " → " + to;
  }

  /** Keys with what they do. */
  public static String[][] keys() {
    return new String[][] {
      {"W S", "zoom in, zoom out"},
      {"A D", "move left, right"},
      {"0", "show all"},
      {"F", "fit the selection or the call"},
      {"wheel", "zoom at the pointer"},
      {"Shift+wheel", "scroll the tracks"},
      {"drag", "move"},
      {"Shift+drag", "select a range"},
      {"Shift+arrows", "walk through calls"},
      {"Esc", "close, unselect"},
      {"/", "search"},
      {"N Shift+N", "next, previous match"},
      {"G Shift+G", "next, previous finding"},
      {". ,", "next, previous log entry"},
      {"J K", "next, previous track"},
      {"T P H", "fold, pin, hide that track"},
      {"R", "select what is visible"},
      {"Enter", "into the call's window"},
      {"Z Shift+Z", "undo, redo a move"},
      {"M", "only my code"},
      {"1 … 5", "the five tabs"},
      {"Ctrl+P", "commands and places"},
      {"?", "this help"},
    };
  }

  public static String atLeast(Level level) {
    return level == Level.TRACE ? "All levels" : level(level) + " and above";
  }

  public static final String ENTRIES_HINT =
      "Prints and logs, regions, findings and figures; Log on the timeline counts prints and logs";

  public static String entries(int count) {
    return count == 1 ? "1 entry" : Format.count(count) + " entries";
  }

  public static String selected(Range range, boolean isAll) {
    if (isAll) {
      return "Whole recording";
    }
    return range(range) + " selected (" + Format.duration(range.durationMicros()) + ")";
  }

  public static String all(String weight) {
    return "all  " + weight;
  }

  public static String weighed(String label, String weight) {
    return label + "  " + weight;
  }

  public static String totalAndSelf(String total, String self) {
    return total + ", self " + self;
  }

  public static String pieces(String count) {
    return count + " samples or events";
  }

  public static String callersAndCallees(String method) {
    return "Who calls " + method + " (left), what it calls (right)";
  }

  public static String showAt(String when) {
    return "Show at " + when;
  }

  public static String finding(Finding.Kind kind) {
    return switch (kind) {
      case FD_LEAK -> "descriptor leak";
      case MEMORY_LEAK -> "memory leak";
      case ANOMALY -> "slow call";
      case LOW_CPU -> "little CPU";
      case LOCK -> "lock";
      case RULE -> "JMC rule";
      case DATA_LOSS -> "lost data";
    };
  }

  /** How much a search found: calls with their time, log entries, threads. */
  public static String found(Search found) {
    StringBuilder text = new StringBuilder();
    if (found.spanCount() > 0) {
      text.append(Format.count(found.spanCount())).append(" · ");
      text.append(Format.duration(found.spanMicros()));
    }
    if (found.markerCount() > 0) {
      text.append(text.isEmpty() ? "" : " · ");
      text.append(Format.count(found.markerCount())).append(" log");
    }
    if (found.threadCount() > 0) {
      text.append(text.isEmpty() ? "" : " · ").append(Format.count(found.threadCount()));
      text.append(found.threadCount() == 1 ? " thread" : " threads");
    }
    return text.isEmpty() ? "no match" : text.toString();
  }

  /** The same while one is at one of the calls. */
  public static String foundAt(int place, Search found) {
    return Format.count(place) + " of " + found(found);
  }

  /**
   * How much a search found in the log.
   *
   * @param place the entry that one is at, from 1; 0 for none
   */
  public static String foundInLog(int place, int entries) {
    return entries == 0
        ? "not in this log"
        : (place > 0 ? Format.count(place) + " of " : "") + Format.count(entries) + " log";
  }

  public static String focused(String method) {
    return "Only inside " + method;
  }

  public static String merged(String method) {
    return "Merged: " + method;
  }

  public static String dropped(String method) {
    return "Dropped: " + method;
  }

  public static String yourPackages(String packages) {
    return "Your packages: " + packages;
  }

  public static String threadsNamed(String filter) {
    return "Threads: " + filter;
  }

  public static String hiddenTracks(int count) {
    return count == 1 ? "1 hidden track" : Format.count(count) + " hidden tracks";
  }

  public static String bringBack(String what) {
    return "Take back: " + what;
  }

  public static String trackSpoken(String thread, double share) {
    return "Thread " + thread + ", " + onCpu(share);
  }

  public static String kind(MethodKind kind) {
    return switch (kind) {
      case YOURS -> "Your code";
      case LIBRARY -> "Libraries";
      case JDK -> "The JDK and native code";
    };
  }

  public static String morePackages(int count) {
    return "and " + Format.count(count) + " more";
  }

  /** The name of a lane beside others in one strip. */
  public static String laneShort(String name) {
    return switch (name) {
      case "cpu.machine" -> "machine";
      case "cpu.jvm.user" -> "user";
      case "cpu.jvm.system" -> "sys";
      case "heap.used" -> "used";
      case "heap.committed" -> "committed";
      case "socket.read" -> "net in";
      case "socket.write" -> "out";
      case "file.read" -> "file in";
      case "file.write" -> "out";
      case "threads.live" -> "live";
      case "threads.daemon" -> "daemon";
      default -> name.substring(name.lastIndexOf('.') + 1);
    };
  }

  public static String signed(double difference, DoubleFunction<String> amount) {
    String sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
    return sign + amount.apply(Math.abs(difference)) + "/s";
  }

  public static String otherAndThis(String other, String present) {
    return "other " + other + "/s, this " + present + "/s";
  }

  public static String range(Range range) {
    double step = range.durationMicros() / 100;
    return Format.time(range.startMicros(), step) + " – " + Format.time(range.endMicros(), step);
  }

  public static String littleCpu(double share) {
    return "On a processor for only " + Format.percent(share) + " of the time.";
  }

  public static String computedLonger(double micros) {
    return "It computed " + Format.duration(micros) + " longer. ";
  }

  public static String notRunning(double micros) {
    return "It was not seen running for "
        + Format.duration(micros)
        + " though no wait was recorded: it may have waited for a processor. ";
  }

  /** The line below a finding's mark. */
  public static String findingHint(int more) {
    return more == 0 ? "Click says why" : "and " + Format.count(more) + " more; click says why";
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

  /** What the hot methods are counted in. */
  public static String counted(Mode mode) {
    return switch (mode) {
      case WALL -> "Calls";
      case CPU, ALLOCATION -> SAMPLES_HEAD;
      case LOCK, IO -> "Waits";
    };
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

  /** {@code 16.3 × as long as usual.} */
  public static String asLongAsUsual(double factor) {
    String times = Format.significant(factor < 10 ? Math.rint(factor * 10) / 10 : factor);
    return times + " × as long as usual.";
  }

  /**
   * What a slow call was compared with.
   *
   * @param caller the method that called, empty at the root of a stack
   */
  public static String usualCalls(double median, int calls, String caller) {
    return "Usual is "
        + Format.duration(median)
        + ", the median of "
        + calls(calls)
        + (caller.isEmpty() ? "" : " by " + caller)
        + ". ";
  }

  public static String lowCpu(double share) {
    return "It was on a processor for only "
        + Format.percent(share)
        + " of the time, and no wait that was recorded is long enough to say why: it may have waited for a"
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

  public static String explainFinding(String title) {
    return "Why did this happen: " + title + "?";
  }

  public static String explainMethod(String name) {
    return "What do the calls of " + name + " do, and what takes their time?";
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

  /** The name of a pool: that of its threads with their first and last number. */
  public static String pool(String prefix, String numbers) {
    return prefix + numbers;
  }

  public static String threads(int count) {
    return Format.count(count) + " threads";
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
      case HOT -> "Hot";
      case ALLOCATED -> "Allocated";
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
