package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Hot;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.server.explain.facts.Role;
import java.util.function.Function;

/** Methods that take the processor, and processors that are not there. */
final class CpuRules extends RuleGroup {
  CpuRules(Facts facts, Function<Object, String> cite) {
    super(facts, cite);
  }

  @Override
  void apply() {
    hotMethod();
    oneThread();
    crowdedMachine();
  }

  private void hotMethod() {
    double running = 0;
    double asleep = 0;
    for (Role role : facts.roles()) {
      running += role.jvm() ? 0 : role.runningMicros();
      asleep += role.jvm() ? 0 : role.sleepingMicros();
    }
    double awake = facts.busyMicros() - asleep;
    if (facts.cpuByOwn().isEmpty()
        || facts.cpuByOwn().get(0).share() < 0.25
        || Figures.share(running, awake) < 0.2) {
      return;
    }
    Hot hot = facts.cpuByOwn().get(0);
    Hot cited = hot;
    for (Hot own : facts.cpu()) {
      cited = cite.apply(hot).isEmpty() && own.method() == hot.method() ? own : cited;
    }
    add(
        hot.share() * Math.min(1, ofBusy(running)) * 0.22,
        "`"
            + hot.name()
            + "` uses "
            + Figures.percent(hot.share())
            + " of the CPU time"
            + (hot.what().isEmpty() ? " itself" : ", mostly in `" + hot.what() + "`")
            + (hot.caller().isEmpty() ? "" : ", called by `" + hot.caller() + "`")
            + cite.apply(cited)
            + ".",
        "If it is too slow, make `"
            + hot.name()
            + "` cheaper"
            + (hot.caller().isEmpty() ? "" : ", or call it less often from `" + hot.caller() + "`")
            + cite.apply(cited)
            + ".");
  }

  private void oneThread() {
    int cores = facts.timeline().recording().cores();
    if (cores < 2) {
      return;
    }
    for (Role role : facts.roles()) {
      double share = Figures.share(role.runningMicros(), facts.focus().durationMicros());
      boolean alone = role.size() == 1 && !role.jvm() && share > 0.7;
      if (alone && ofBusy(role.runningMicros()) > 0.6) {
        add(
            0.1,
            "One thread, `"
                + role.name()
                + "`, does nearly all the work while "
                + Figures.count(cores - 1, "core")
                + (cores == 2 ? " is" : " are")
                + " not used by this program"
                + cite.apply(role)
                + ".",
            "Split the work of `" + role.name() + "` among threads" + cite.apply(role) + ".");
      }
    }
  }

  /** Others use the machine, so that what runs is slower than it need be. */
  private void crowdedMachine() {
    Memory.Way machine = facts.memory().way("cpu.machine");
    Memory.Way user = facts.memory().way("cpu.jvm.user");
    Memory.Way system = facts.memory().way("cpu.jvm.system");
    if (machine == null || user == null || machine.mean() < 0.7) {
      return;
    }
    double own = user.mean() + (system == null ? 0 : system.mean());
    if (machine.mean() - own > 0.35) {
      add(
          0.025,
          "The machine was "
              + Figures.percent(machine.mean())
              + " busy, this JVM only "
              + Figures.percent(own)
              + " of it"
              + cite.apply("load")
              + ": other programs took processors, so running code seems slower than it is.",
          "");
    }
  }
}
