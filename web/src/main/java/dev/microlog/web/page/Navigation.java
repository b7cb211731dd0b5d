package dev.microlog.web.page;

import dev.microlog.web.dom.Page;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.widget.Busy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks at, and the ways to change it.
 *
 * <p>There is one way a change takes: a view calls {@link #go}, {@link #move} or {@link #adjust}
 * with a new state, the address is written, and every view is shown the new state.
 */
public final class Navigation {
  private static final String PACKAGES = "packages.";
  private static final Range NOTHING = new Range(0, 1000);

  private final Address address;
  private final Views views;
  private Runnable stepped = () -> {};
  private ViewState state = ViewState.EMPTY;
  private @Nullable Range whole;

  /**
   * @param isFile whether the page was exported to a file
   */
  Navigation(Busy busy, boolean isFile, Views views) {
    address = new Address(busy, isFile, () -> stepped.run());
    this.views = views;
  }

  public ViewState state() {
    return state;
  }

  /** The address of a state. */
  public String url(ViewState state) {
    return address.url(state);
  }

  /** From the start of the open recording to its end; null while none is open. */
  void whole(@Nullable Range range) {
    whole = range;
  }

  /** The visible stretch of time. */
  public Range window() {
    Range window = state.window();
    return window != null ? window : whole == null ? NOTHING : whole;
  }

  /** A step that one can go back from. */
  public void go(ViewState next) {
    if (!next.equals(state)) {
      address.push(next);
      set(next);
    }
  }

  /** Other frames of the stacks; the selected call, which is found by its depth, is let go. */
  public void goFrames(Frames frames) {
    go(state.withFrames(frames));
  }

  /** Other packages as the program's own; kept for this application in this browser. */
  public void goPackages(List<String> packages) {
    Page.store(PACKAGES + state.app(), String.join(" ", packages));
    go(state.withPackages(packages));
  }

  public void openRecording(String app, String id) {
    go(state.withRecording(app, id));
  }

  /** A change of the window while a person moves; the end of the movement is a step. */
  public void move(Range wanted) {
    if (whole == null) {
      return;
    }
    Range limited = wanted.within(whole);
    ViewState next = state.withWindow(limited.equals(whole) ? null : limited);
    if (!next.equals(state)) {
      address.moving(next);
      set(next);
    }
  }

  /** Shows more or less time around the middle; a factor below 1 shows less. */
  public void zoom(double factor) {
    move(window().zoomed(factor, window().middleMicros()));
  }

  /** Moves by a share of what is in view, to earlier if it is negative. */
  public void pan(double share) {
    move(window().moved(window().durationMicros() * share));
  }

  /** A change that is no step, as what is typed into a field. */
  public void adjust(ViewState next) {
    if (!next.equals(state)) {
      address.replace(next);
      set(next);
    }
  }

  /** Brings a stretch of time into view, with air around it, on the timeline. */
  public void reveal(Range range) {
    go(revealed(state, range).withTab(Tab.TIMELINE));
  }

  /** The state in which a stretch of time is well in view: nothing changes if it is already. */
  public ViewState revealed(ViewState from, Range range) {
    Range window = window();
    boolean inside =
        window.contains(range.startMicros())
            && window.contains(range.endMicros())
            && range.durationMicros() > window.durationMicros() / 60;
    if (inside || whole == null) {
      return from;
    }
    Range wide =
        Range.between(range.startMicros(), Math.max(range.endMicros(), range.startMicros() + 200))
            .widened(1.5);
    return from.withWindow(wide.within(whole));
  }

  /** The state in which an instant is in view: the window is moved to it if it is not. */
  public ViewState centred(ViewState from, double micros) {
    Range window = window();
    return whole == null || window.contains(micros)
        ? from
        : from.withWindow(window.moved(micros - window.middleMicros()).within(whole));
  }

  /** Sets what is run when a movement has become a step. */
  public void onStep(Runnable action) {
    stepped = action;
  }

  public boolean canUndo() {
    return address.canUndo();
  }

  public boolean canRedo() {
    return address.canRedo();
  }

  /** Takes the last step back, which is what the browser's own button does. */
  public void undo() {
    if (canUndo()) {
      Page.back();
    }
  }

  public void redo() {
    if (canRedo()) {
      Page.forward();
    }
  }

  /** Shows what the address says. */
  public void restore() {
    set(address.read());
  }

  /** Shows the same state again, as something that is no part of it has changed. */
  public void refresh() {
    views.show(state, state);
  }

  private void set(ViewState wanted) {
    ViewState before = state;
    ViewState next = wanted.isSameRecording(before) ? wanted : withKeptPackages(wanted);
    state = next;
    views.show(next, before);
  }

  /** The packages that were chosen here before for that application, if the address has none. */
  private static ViewState withKeptPackages(ViewState opened) {
    String kept = Page.stored(PACKAGES + opened.app()).trim();
    return kept.isEmpty() || !opened.packages().isEmpty() || !opened.hasRecording()
        ? opened
        : opened.withPackages(List.of(kept.split(" ")));
  }
}
