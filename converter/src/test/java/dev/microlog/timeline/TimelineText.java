package dev.microlog.timeline;

/** A timeline as text, every column of every table: for comparing and for reading a difference. */
public final class TimelineText {
  private TimelineText() {}

  public static String of(Timeline t) {
    StringBuilder out = new StringBuilder();
    out.append(t.recording()).append(" complete=").append(t.complete()).append('\n');
    for (int i = 0; i < t.strings().size(); i++) {
      line(out, "string", i, t.strings().text(i));
    }
    MethodTable m = t.methods();
    for (int i = 0; i < m.size(); i++) {
      line(out, "method", i, m.className(i), m.name(i), m.descriptor(i), m.kind(i));
    }
    for (int i = 0; i < t.frames().size(); i++) {
      line(out, "frame", i, t.frames().method(i), t.frames().line(i), t.frames().kind(i));
    }
    for (int i = 0; i < t.stacks().size(); i++) {
      line(out, "stack", i, t.stacks().parent(i), t.stacks().frame(i), t.stacks().depth(i));
    }
    ThreadTable th = t.threads();
    for (int i = 0; i < th.size(); i++) {
      line(out, "thread", i, th.id(i), th.name(i), th.group(i), th.isVirtual(i));
      line(out, "  from to", i, th.startMicros(i), th.endMicros(i));
    }
    events(out, t);
    return out.toString();
  }

  private static void events(StringBuilder out, Timeline t) {
    SampleTable s = t.samples();
    for (int i = 0; i < s.size(); i++) {
      line(out, "sample", s.thread(i), s.timeMicros(i), s.stack(i), s.kind(i), s.weightMicros(i));
    }
    ThreadLoadTable d = t.threadLoads();
    for (int i = 0; i < d.size(); i++) {
      line(out, "load", d.thread(i), d.startMicros(i), d.durationMicros(i), d.cpuMicros(i));
    }
    WaitTable w = t.waits();
    for (int i = 0; i < w.size(); i++) {
      line(out, "wait", w.thread(i), w.startMicros(i), w.durationMicros(i), w.kind(i), w.stack(i));
      line(out, "  of", w.ownerThread(i), w.bytes(i), w.detail(i));
    }
    PauseTable p = t.pauses();
    for (int i = 0; i < p.size(); i++) {
      line(out, "pause", p.startMicros(i), p.durationMicros(i), p.kind(i), p.detail(i));
    }
    AllocationTable a = t.allocations();
    for (int i = 0; i < a.size(); i++) {
      line(out, "allocation", a.thread(i), a.timeMicros(i), a.stack(i), a.className(i));
      line(out, "  weight", a.weightBytes(i));
    }
    ExceptionTable e = t.exceptions();
    for (int i = 0; i < e.size(); i++) {
      line(out, "exception", e.thread(i), e.timeMicros(i), e.stack(i), e.className(i));
      line(out, "  message", e.message(i));
    }
    RegionTable r = t.regions();
    for (int i = 0; i < r.size(); i++) {
      line(out, "region", r.thread(i), r.startMicros(i), r.durationMicros(i), r.name(i));
    }
    MarkerTable k = t.markers();
    for (int i = 0; i < k.size(); i++) {
      line(out, "marker", k.timeMicros(i), k.thread(i), k.level(i), k.source(i), k.logger(i));
      line(out, "  says", k.message(i), k.throwable(i), k.context(i), k.stack(i));
    }
    for (Lane lane : t.lanes()) {
      line(out, "lane", lane.name(), lane.unit(), lane.source());
      for (int i = 0; i < lane.size(); i++) {
        line(out, "  point", lane.timeMicros(i), lane.value(i));
      }
    }
    LeakTable l = t.leaks();
    for (int i = 0; i < l.size(); i++) {
      line(out, "leak", l.kind(i), l.type(i), l.target(i), l.openedMicros(i), l.count(i));
      line(out, "  of", l.bytes(i), l.ageMicros(i), l.thread(i), l.stack(i), l.path(i));
    }
    t.findings().forEach(finding -> line(out, finding));
  }

  private static void line(StringBuilder out, Object... values) {
    for (Object value : values) {
      out.append(value).append(' ');
    }
    out.append('\n');
  }
}
