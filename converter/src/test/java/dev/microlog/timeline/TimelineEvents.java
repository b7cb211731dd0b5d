package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a timeline says, without its row numbers: for comparing what was made in different ways. */
public final class TimelineEvents {
  private TimelineEvents() {}

  /** All events with their texts, threads and stacks written out, in the order of the alphabet. */
  public static List<String> of(Timeline t) {
    List<String> out = new ArrayList<>();
    ThreadTable threads = t.threads();
    for (int i = 0; i < threads.size(); i++) {
      out.add("thread " + thread(t, i) + " " + threads.group(i) + " " + threads.isVirtual(i));
      out.add("life " + thread(t, i) + " " + threads.startMicros(i) + " " + threads.endMicros(i));
    }
    SampleTable s = t.samples();
    for (int i = 0; i < s.size(); i++) {
      out.add(
          "sample "
              + thread(t, s.thread(i))
              + " "
              + s.timeMicros(i)
              + " "
              + s.kind(i)
              + " "
              + s.weightMicros(i)
              + stack(t, s.stack(i)));
    }
    WaitTable w = t.waits();
    for (int i = 0; i < w.size(); i++) {
      out.add(
          "wait "
              + thread(t, w.thread(i))
              + " "
              + w.startMicros(i)
              + " "
              + w.durationMicros(i)
              + " "
              + w.kind(i)
              + " "
              + thread(t, w.ownerThread(i))
              + " "
              + w.bytes(i)
              + " "
              + w.detail(i)
              + stack(t, w.stack(i)));
    }
    PauseTable p = t.pauses();
    for (int i = 0; i < p.size(); i++) {
      out.add(
          "pause "
              + p.startMicros(i)
              + " "
              + p.durationMicros(i)
              + " "
              + p.kind(i)
              + " "
              + p.detail(i));
    }
    AllocationTable a = t.allocations();
    for (int i = 0; i < a.size(); i++) {
      out.add(
          "allocation "
              + thread(t, a.thread(i))
              + " "
              + a.timeMicros(i)
              + " "
              + a.className(i)
              + " "
              + a.weightBytes(i)
              + stack(t, a.stack(i)));
    }
    ExceptionTable e = t.exceptions();
    for (int i = 0; i < e.size(); i++) {
      out.add(
          "exception "
              + thread(t, e.thread(i))
              + " "
              + e.timeMicros(i)
              + " "
              + e.className(i)
              + " "
              + e.message(i)
              + stack(t, e.stack(i)));
    }
    MarkerTable m = t.markers();
    for (int i = 0; i < m.size(); i++) {
      out.add(
          "marker "
              + thread(t, m.thread(i))
              + " "
              + m.timeMicros(i)
              + " "
              + m.level(i)
              + " "
              + m.source(i)
              + " "
              + m.logger(i)
              + " "
              + m.message(i)
              + stack(t, m.stack(i)));
    }
    for (Lane lane : t.lanes()) {
      for (int i = 0; i < lane.size(); i++) {
        out.add("lane " + lane.name() + " " + lane.timeMicros(i) + " " + lane.value(i));
      }
    }
    LeakTable l = t.leaks();
    for (int i = 0; i < l.size(); i++) {
      out.add("leak " + l.kind(i) + " " + l.type(i) + " " + l.target(i) + stack(t, l.stack(i)));
    }
    Collections.sort(out);
    return out;
  }

  private static String thread(Timeline t, int row) {
    return row < 0 ? "-" : (long) t.threads().id(row) + " " + t.threads().name(row);
  }

  private static String stack(Timeline t, int leaf) {
    StringBuilder out = new StringBuilder();
    for (int node = leaf; node >= 0; node = t.stacks().parent(node)) {
      int frame = t.stacks().frame(node);
      out.append("\n  ").append(t.methods().qualifiedName(t.frames().method(frame)));
      out.append(':').append(t.frames().line(frame));
    }
    return out.toString();
  }
}
