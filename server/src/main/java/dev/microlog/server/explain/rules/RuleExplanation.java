package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.evidence.EvidenceWriter;
import dev.microlog.server.explain.facts.Call;
import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Hot;
import dev.microlog.server.explain.facts.Logs;
import dev.microlog.server.explain.facts.Plain;
import dev.microlog.server.explain.facts.Role;
import dev.microlog.server.explain.facts.Waiting;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Explains a program by rules, in the outline that a model is asked for and from the same evidence.
 */
public final class RuleExplanation {
  /** The parts of every explanation, whoever writes it. */
  public static final List<String> OUTLINE =
      List.of(
          "What it is",
          "How it is designed",
          "Where the time goes",
          "What is wrong",
          "What to do first");

  private static final int MAX_PROBLEMS = 7;

  /** Less weighty problems are no headline. */
  private static final double TELLING = 0.08;

  private static final int MAX_STEPS = 3;

  private final Facts facts;
  private final EvidenceWriter writer;
  private final StringBuilder out = new StringBuilder();

  private RuleExplanation(Facts facts, EvidenceWriter writer) {
    this.facts = facts;
    this.writer = writer;
  }

  /**
   * @param writer that has written the evidence which is cited
   * @return Markdown with citations such as {@code [C1]}
   */
  public static String write(Facts facts, EvidenceWriter writer) {
    return new RuleExplanation(facts, writer).write();
  }

  private String write() {
    List<Problem> problems = new ProblemRules(facts, this::cite).find();
    line("**In short:** " + lead(problems));
    heading(0);
    whatItIs();
    heading(1);
    design();
    heading(2);
    time();
    heading(3);
    wrong(problems);
    heading(4);
    steps(problems);
    return out.toString();
  }

  /** What a person who reads one sentence should know. */
  private String lead(List<Problem> problems) {
    if (!problems.isEmpty() && problems.get(0).weight() >= TELLING) {
      return problems.get(0).sentence();
    }
    if (facts.cpuByOwn().isEmpty()) {
      return "nothing was found wrong, and little was seen running" + cite("load") + ".";
    }
    Hot hot = facts.cpuByOwn().get(0);
    return "nothing was found wrong; most of the CPU time goes to `"
        + hot.name()
        + "` ("
        + Figures.percent(hot.share())
        + ")"
        + cite(cited(hot))
        + ".";
  }

  /** The row that is shown for what an own method uses: with all that it calls, or by itself. */
  private Object cited(Hot hot) {
    if (!cite(hot).isEmpty()) {
      return hot;
    }
    return facts.cpu().stream().filter(own -> own.method() == hot.method()).findFirst().orElse(hot);
  }

  private void heading(int part) {
    out.append(out.isEmpty() ? "" : "\n").append("## ").append(OUTLINE.get(part)).append("\n\n");
  }

  private String cite(Object fact) {
    String id = writer.id(fact);
    return id.isEmpty() ? "" : " [" + id + "]";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  // ── What it is ───────────────────────────────────────────────────────────────────────────────

  private void whatItIs() {
    var recording = facts.timeline().recording();
    String name =
        recording.name().isEmpty() ? "The program" : "`" + Plain.line(recording.name(), 60) + "`";
    String main = Plain.line(recording.commandLine(), 160).split(" ", 2)[0];
    name += main.isEmpty() ? "" : " (main class `" + main.replace('`', '\'') + "`)";
    List<Role> roles = programRoles();
    int threads = roles.stream().mapToInt(Role::size).sum();
    String range =
        facts.focus().isAll(facts.timeline())
            ? " ran for " + Figures.time(recording.durationMicros())
            : ", looked at for " + Figures.time(facts.focus().durationMicros()) + " of it,";
    line(
        name
            + range
            + (recording.cores() > 0
                ? " on a JVM with " + Figures.count(recording.cores(), "core")
                : "")
            + ". It is "
            + kind(roles)
            + " with "
            + Figures.count(threads, "thread")
            + " of its own in "
            + Figures.count(roles.size(), "role")
            + libraries()
            + ".");
    List<Logs.Region> regions = facts.logs().regions();
    if (!regions.isEmpty()) {
      line(
          "Its own name for most of what it does is "
              + Plain.quote(regions.get(0).name(), 80)
              + cite(regions.get(0))
              + ".");
    }
  }

  private List<Role> programRoles() {
    return facts.roles().stream().filter(role -> !role.jvm()).toList();
  }

  private String kind(List<Role> roles) {
    boolean server = false;
    for (Role role : roles) {
      String name = role.name().toLowerCase(Locale.ROOT);
      server |= name.contains("http") || name.contains("nio") || name.contains("accept");
    }
    Set<String> libraries = libraryNames().keySet();
    if (libraries.contains("org.apache.maven")) {
      return "a Maven build";
    }
    if (server) {
      return "probably a server";
    }
    for (Role role : roles) {
      if (role.name().equals("virtual threads") && role.size() > 20) {
        return "a program of many virtual threads";
      }
    }
    boolean pooled = roles.stream().anyMatch(role -> role.size() > 2);
    return pooled ? "a program with pools of threads" : "a program that runs to its end";
  }

  /** Packages of libraries by the time of the calls that entered them. */
  private Map<String, Double> libraryNames() {
    MethodTable methods = facts.timeline().methods();
    Map<String, Double> packages = new LinkedHashMap<>();
    for (Hot hot : facts.cpu()) {
      if (methods.kind(hot.method()) == MethodKind.LIBRARY) {
        packages.merge(area(methods.packageName(hot.method())), hot.weight(), Double::sum);
      }
    }
    for (Call call : facts.calls()) {
      if (call.method() >= 0 && methods.kind(call.method()) == MethodKind.LIBRARY) {
        packages.putIfAbsent(area(methods.packageName(call.method())), call.totalMicros());
      }
    }
    return packages;
  }

  /** The first three parts of a package's name: {@code org.apache.maven}. */
  private static String area(String packageName) {
    String plain = Plain.line(packageName, 80);
    int at = -1;
    for (int i = 0; i < 3; i++) {
      int dot = plain.indexOf('.', at + 1);
      if (dot < 0) {
        return plain;
      }
      at = dot;
    }
    return plain.substring(0, at);
  }

  private String libraries() {
    List<Map.Entry<String, Double>> found = new ArrayList<>(libraryNames().entrySet());
    found.removeIf(entry -> entry.getKey().isEmpty());
    found.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    if (found.isEmpty()) {
      return "; no library takes a noticeable part";
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Double> entry : found.subList(0, Math.min(4, found.size()))) {
      names.add("`" + entry.getKey() + "`");
    }
    return "; it uses " + String.join(", ", names);
  }

  // ── How it is designed ───────────────────────────────────────────────────────────────────────

  private void design() {
    List<Role> roles = programRoles();
    for (Role role : roles.subList(0, Math.min(4, roles.size()))) {
      describe(role);
    }
    if (roles.size() > 4) {
      line("- " + Figures.count(roles.size() - 4, "further role") + " with less time.");
    }
    if (roles.isEmpty()) {
      line("No thread of the program was seen at work.");
    }
  }

  private void describe(Role role) {
    List<Call> calls = facts.calls().stream().filter(call -> call.role().equals(role)).toList();
    StringBuilder text = new StringBuilder("- `").append(role.name()).append("`");
    if (role.size() > 1) {
      text.append(" (").append(Figures.count(role.size(), "thread")).append(')');
    }
    text.append(cite(role));
    if (calls.isEmpty()) {
      line(text.append(" was seen only to wait for work or for threads to end.").toString());
      return;
    }
    Call root =
        calls.stream()
            .filter(call -> call.depth() == 0)
            .max(Comparator.comparingDouble(Call::totalMicros))
            .orElse(calls.get(0));
    text.append(" runs `").append(root.label()).append('`').append(cite(root));
    List<String> below = new ArrayList<>();
    for (Call call : calls) {
      if (!call.equals(root)
          && call.depth() <= 2
          && call.shareOfRole() >= 0.05
          && below.size() < 4) {
        below.add(
            "`" + call.label() + "` (" + Figures.percent(call.shareOfRole()) + ")" + cite(call));
      }
    }
    if (!below.isEmpty()) {
      text.append("; from there ").append(String.join(", ", below));
    }
    line(text.append('.').toString());
  }

  // ── Where the time goes ──────────────────────────────────────────────────────────────────────

  private void time() {
    double running = 0;
    double blocked = 0;
    double waiting = 0;
    double sleeping = 0;
    double io = 0;
    for (Role role : programRoles()) {
      running += role.runningMicros();
      blocked += role.blockedMicros();
      waiting += role.parkedMicros() + role.waitingMicros();
      sleeping += role.sleepingMicros();
      io += role.ioMicros();
    }
    double all = facts.busyMicros();
    if (all <= 0) {
      line("Nothing but waiting for work was recorded" + cite("load") + ".");
      return;
    }
    List<String> parts = new ArrayList<>();
    part(parts, running, all, "running");
    part(parts, blocked, all, "blocked by monitors");
    part(parts, waiting, all, "parked or in `Object.wait`");
    part(parts, sleeping, all, "asleep");
    part(parts, io, all, "in files and sockets");
    String verdict =
        running >= all * 0.6
            ? "It is bound by the CPU"
            : running < all * 0.2 ? "It mostly waits" : "It runs and waits in turns";
    line(
        verdict
            + ": of the busy time of its threads, "
            + String.join(", ", parts)
            + cite("load")
            + ".");
    hottest();
    longestWaits();
    slowestCalls();
  }

  private static void part(List<String> parts, double micros, double all, String state) {
    if (micros >= all * 0.01) {
      parts.add(Figures.percent(micros / all) + " " + state);
    }
  }

  private void hottest() {
    for (Hot hot : facts.cpuByOwn().subList(0, Math.min(3, facts.cpuByOwn().size()))) {
      if (hot.share() >= 0.08) {
        line(
            "- CPU: "
                + Figures.percent(hot.share())
                + " in `"
                + hot.name()
                + "`"
                + (hot.what().isEmpty() ? "" : " and what it calls, mostly `" + hot.what() + "`")
                + cite(cited(hot)));
      }
    }
  }

  private void longestWaits() {
    List<Waiting> waits = new ArrayList<>(facts.waits());
    waits.addAll(facts.io());
    waits.sort(Comparator.comparingDouble(Waiting::totalMicros).reversed());
    for (Waiting waiting : waits.subList(0, Math.min(3, waits.size()))) {
      if (waiting.totalMicros() >= facts.busyMicros() * 0.03) {
        line(
            "- Waiting: "
                + Figures.time(waiting.totalMicros())
                + " "
                + waiting.word()
                + (waiting.entry().isEmpty() ? "" : " by `" + waiting.entry() + "`")
                + (waiting.detail().isEmpty() ? "" : " (`" + waiting.detail() + "`)")
                + (waiting.where().isEmpty()
                    ? ""
                    : " in `" + waiting.where().replace(" for ", "` for `") + "`")
                + cite(waiting));
      }
    }
  }

  private void slowestCalls() {
    Call slowest = null;
    for (Call call : facts.calls()) {
      boolean repeated = call.calls() >= 3 && call.ownMethod() >= 0 && call.depth() > 0;
      double mean = call.totalMicros() / Math.max(1, call.calls());
      if (repeated
          && call.longestMicros() > 3 * mean
          && (slowest == null || call.longestMicros() > slowest.longestMicros())) {
        slowest = call;
      }
    }
    if (slowest != null) {
      line(
          "- Uneven: `"
              + slowest.label()
              + "` takes "
              + Figures.time(slowest.totalMicros() / slowest.calls())
              + " on average, but once "
              + Figures.time(slowest.longestMicros())
              + cite(slowest));
    }
  }

  // ── What is wrong, what to do ────────────────────────────────────────────────────────────────

  private void wrong(List<Problem> problems) {
    if (problems.isEmpty()) {
      line("The rules find nothing wrong in what was recorded.");
    }
    for (Problem problem : problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()))) {
      line("- " + problem.sentence());
    }
    if (problems.size() > MAX_PROBLEMS) {
      line("- " + (problems.size() - MAX_PROBLEMS) + " more of less weight are in the evidence.");
    }
  }

  private void steps(List<Problem> problems) {
    Set<String> steps = new LinkedHashSet<>();
    for (Problem problem : problems) {
      if (!problem.advice().isEmpty() && steps.size() < MAX_STEPS) {
        steps.add(problem.advice());
      }
    }
    int number = 1;
    for (String step : steps) {
      line(number++ + ". " + step);
    }
    if (steps.isEmpty()) {
      String first =
          facts.cpu().isEmpty()
              ? "Record it while it is slow."
              : "If it is too slow, begin with `"
                  + facts.cpu().get(0).name()
                  + "`"
                  + cite(facts.cpu().get(0))
                  + ".";
      line("1. " + first);
    }
  }
}
