package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.timeline.Viewport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pointer, wheel, touch and keys on the timeline. */
final class TimelineInput {
  private static final double CLICK_PIXELS = 4;
  private static final double KEY_PAN = 0.15;
  private static final double KEY_ZOOM = 1.4;

  private enum Drag {
    NONE,
    PAN,
    SELECT,
    OVERVIEW,
    PINCH
  }

  private final App app;
  private final TimelineView view;
  private final Element box;
  private final Map<Integer, double[]> pointers = new LinkedHashMap<>();
  private Drag drag = Drag.NONE;
  private boolean moved;
  private double downX;
  private double downY;
  private double lastY;
  private Range downWindow = new Range(0, 1);
  private double pinchDistance;

  TimelineInput(App app, TimelineView view, Element box) {
    this.app = app;
    this.view = view;
    this.box = box;
    box.on("pointerdown", this::down);
    box.on("pointermove", this::move);
    box.on("pointerup", this::up);
    box.on("pointercancel", this::up);
    box.on("pointerleave", input -> left());
    box.on("dblclick", this::doubleClick);
    box.on("wheel", this::wheel);
    box.on("contextmenu", this::contextMenu);
  }

  private double x(Input input) {
    return input.x() - box.left();
  }

  private double y(Input input) {
    return input.y() - box.top();
  }

  private void down(Input input) {
    if (!input.isMainButton() || input.isOnControl()) {
      return;
    }
    app.tip().hide();
    pointers.put(input.pointerId(), new double[] {x(input), y(input)});
    box.capture(input);
    if (pointers.size() == 2) {
      beginPinch();
      return;
    }
    downX = x(input);
    downY = y(input);
    lastY = downY;
    downWindow = app.window();
    moved = false;
    Hit hit = view.hit(downX, downY);
    if (hit instanceof Hit.OnOverview) {
      drag = Drag.OVERVIEW;
      moveOverview(downX);
    } else if (hit instanceof Hit.OnRuler || (input.shift() && isInPlot(downX))) {
      drag = Drag.SELECT;
    } else {
      drag = Drag.PAN;
    }
  }

  private boolean isInPlot(double x) {
    TimelineLayout layout = view.layout();
    return layout != null && x >= layout.plotLeft();
  }

  private void move(Input input) {
    double x = x(input);
    double y = y(input);
    double[] place = pointers.get(input.pointerId());
    if (place != null) {
      place[0] = x;
      place[1] = y;
    }
    if (drag == Drag.NONE) {
      hover(input, x, y);
      return;
    }
    if (drag == Drag.PINCH) {
      pinch();
      return;
    }
    if (!moved && Math.abs(x - downX) < CLICK_PIXELS && Math.abs(y - downY) < CLICK_PIXELS) {
      return;
    }
    moved = true;
    switch (drag) {
      case PAN -> pan(x, y);
      case SELECT -> view.selecting(selected(x));
      case OVERVIEW -> moveOverview(x);
      default -> {}
    }
  }

  private void pan(double x, double y) {
    box.toggleClass("grabbing", true);
    double perPixel = downWindow.durationMicros() / plotWidth();
    if (isInPlot(downX)) {
      app.move(downWindow.moved((downX - x) * perPixel));
    }
    view.scrollBy(lastY - y);
    lastY = y;
    view.pointer(-1);
  }

  private double plotWidth() {
    TimelineLayout layout = view.layout();
    return layout == null ? 1 : layout.plotWidth();
  }

  private Range selected(double x) {
    double limit = app.scene() == null ? 0 : app.scene().all().endMicros();
    double a = Math.max(0, Math.min(limit, view.micros(downX)));
    double b = Math.max(0, Math.min(limit, view.micros(x)));
    return Range.between(a, b);
  }

  private void moveOverview(double x) {
    TimelineLayout layout = view.layout();
    if (layout == null || app.scene() == null) {
      return;
    }
    Viewport whole = new Viewport(app.scene().all(), layout.plotLeft(), layout.plotWidth());
    Range window = app.window();
    app.move(window.moved(whole.micros(x) - window.middleMicros()));
  }

  private void up(Input input) {
    pointers.remove(input.pointerId());
    box.toggleClass("grabbing", false);
    Drag ended = drag;
    if (ended == Drag.PINCH && !pointers.isEmpty()) {
      return;
    }
    drag = Drag.NONE;
    double x = x(input);
    double y = y(input);
    if (ended == Drag.SELECT) {
      view.selecting(null);
      ViewState state = app.state();
      app.go(state.withSelection(moved ? selected(x) : null));
    } else if (ended == Drag.PAN && !moved) {
      click(x, y);
    }
  }

  private void click(double x, double y) {
    Hit hit = view.hit(x, y);
    switch (hit) {
      case Hit.OnSpan span -> view.selectCall(span.thread(), span.row());
      case Hit.OnMarker marker -> view.showMarker(marker.cluster().row());
      case Hit.OnFinding finding -> view.showFinding(finding.mark().shown());
      case Hit.OnTimeless timeless -> view.showFinding(timeless.findings().get(0));
      case Hit.OnFindingsTitle title -> app.go(app.state().withPanel(PanelTab.FINDINGS));
      case Hit.OnTitle title -> {
        String key =
            title.onMoreRows()
                ? TimelineLayout.TrackBox.allRowsKey(title.track())
                : title.track().key();
        app.go(app.state().withToggled(key));
      }
      default -> view.closePopups();
    }
  }

  private void contextMenu(Input input) {
    Hit hit = view.hit(x(input), y(input));
    if (hit instanceof Hit.OnSpan span) {
      input.preventDefault();
      app.tip().hide();
      view.menus().ofCall(span.thread(), span.row(), input.x(), input.y());
    } else if (hit instanceof Hit.OnTitle title) {
      input.preventDefault();
      view.menus().ofTrack(title.track(), input.x(), input.y());
    } else if (!isInPlot(x(input))) {
      input.preventDefault();
      view.openMenu();
    }
  }

  private void doubleClick(Input input) {
    if (input.isOnControl()) {
      return;
    }
    Hit hit = view.hit(x(input), y(input));
    if (hit instanceof Hit.OnTitle) {
      return;
    }
    app.go(app.state().withWindow(null));
  }

  private void hover(Input input, double x, double y) {
    if (input.isTouch()) {
      return;
    }
    view.pointer(isInPlot(x) ? x : -1);
    Hit hit = view.hit(x, y);
    box.toggleClass(
        "clickable",
        hit instanceof Hit.OnSpan
            || hit instanceof Hit.OnMarker
            || hit instanceof Hit.OnFinding
            || hit instanceof Hit.OnTimeless
            || hit instanceof Hit.OnFindingsTitle
            || hit instanceof Hit.OnTitle);
    box.toggleClass("selecting", hit instanceof Hit.OnRuler);
    List<String> lines =
        app.scene() == null || input.isOnControl()
            ? List.of()
            : Hover.lines(app.scene(), view.spans(app.scene()), hit);
    app.tip().show(lines, input.x(), input.y());
  }

  private void left() {
    if (drag == Drag.NONE) {
      view.pointer(-1);
      app.tip().hide();
    }
  }

  // Two fingers

  private void beginPinch() {
    drag = Drag.PINCH;
    downWindow = app.window();
    pinchDistance = Math.max(10, distance());
    downX = middle(0);
    lastY = middle(1);
  }

  private double distance() {
    double[][] places = pointers.values().toArray(new double[0][]);
    return Math.abs(places[0][0] - places[1][0]);
  }

  private double middle(int axis) {
    double sum = 0;
    for (double[] place : pointers.values()) {
      sum += place[axis];
    }
    return sum / pointers.size();
  }

  private void pinch() {
    TimelineLayout layout = view.layout();
    if (layout == null || pointers.size() < 2) {
      return;
    }
    Viewport before = new Viewport(downWindow, layout.plotLeft(), layout.plotWidth());
    double factor = pinchDistance / Math.max(10, distance());
    Range zoomed = downWindow.zoomed(factor, before.micros(downX));
    double perPixel = zoomed.durationMicros() / layout.plotWidth();
    app.move(zoomed.moved((downX - middle(0)) * perPixel));
    view.scrollBy(lastY - middle(1));
    lastY = middle(1);
  }

  // Wheel and keys

  private void wheel(Input input) {
    input.preventDefault();
    app.tip().hide();
    double x = x(input);
    if (!isInPlot(x) || (input.shift() && !input.control())) {
      view.scrollBy(input.deltaY() != 0 ? input.deltaY() : input.deltaX());
      return;
    }
    if (!input.control() && Math.abs(input.deltaX()) > Math.abs(input.deltaY())) {
      panBy(input.deltaX() / plotWidth());
      return;
    }
    double strength = input.control() ? 0.01 : 0.0018;
    double factor = Math.exp(Math.max(-200, Math.min(200, input.deltaY())) * strength);
    app.move(app.window().zoomed(factor, view.micros(x)));
  }

  private void panBy(double share) {
    Range window = app.window();
    app.move(window.moved(window.durationMicros() * share));
  }

  /** Whether the key meant something. */
  boolean key(Input input) {
    if (input.isInField()) {
      return false;
    }
    if (input.control()) {
      return controlKey(input);
    }
    if (input.alt()) {
      return false;
    }
    CallPopup popup = view.callPopup();
    if (input.shift() && input.key().startsWith("Arrow")) {
      return popup.step(input.key());
    }
    switch (input.key()) {
      case "w", "W", "+", "=" -> zoomKey(1 / KEY_ZOOM);
      case "s", "S", "-" -> zoomKey(KEY_ZOOM);
      case "a", "A", "ArrowLeft" -> panBy(-KEY_PAN);
      case "d", "D", "ArrowRight" -> panBy(KEY_PAN);
      case "ArrowUp" -> view.scrollBy(-45);
      case "ArrowDown" -> view.scrollBy(45);
      case "PageUp" -> view.scrollBy(-300);
      case "PageDown" -> view.scrollBy(300);
      case "0" -> app.go(app.state().withWindow(null));
      case "f", "F" -> fit();
      case "Escape" -> {
        return escape();
      }
      case "n" -> app.searching().step(1);
      case "N" -> app.searching().step(-1);
      case "g" -> view.stepFinding(1);
      case "G" -> view.stepFinding(-1);
      case "." -> view.stepMarker(1);
      case "," -> view.stepMarker(-1);
      case "r", "R" -> app.go(app.state().withSelection(app.window()));
      case "z" -> app.undo();
      case "Z" -> app.redo();
      case "j" -> view.stepTrack(1);
      case "k" -> view.stepTrack(-1);
      case "t" -> toggle(view.trackWithKeyboard());
      case "p" -> pin(view.trackWithKeyboard());
      case "h" -> hide(view.trackWithKeyboard());
      case "ContextMenu" -> view.openMenuAtKeyboard();
      case "Enter" -> {
        return !input.isOnControl() && popup.focus();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean controlKey(Input input) {
    String key = input.key();
    if (key.equals("z")) {
      app.undo();
      return true;
    }
    if (key.equals("y") || key.equals("Z")) {
      app.redo();
      return true;
    }
    return false;
  }

  private void toggle(@Nullable Track track) {
    if (track != null) {
      app.go(app.state().withToggled(track.key()));
    }
  }

  private void pin(@Nullable Track track) {
    if (track != null) {
      app.go(app.state().withPinned(track.key(), !track.isPinned()));
    }
  }

  private void hide(@Nullable Track track) {
    if (track != null) {
      app.go(app.state().withHidden(track.key(), true));
    }
  }

  private void zoomKey(double factor) {
    Range window = app.window();
    app.move(window.zoomed(factor, window.middleMicros()));
  }

  private void fit() {
    Range wanted = app.state().selection();
    if (wanted == null) {
      wanted = view.callPopup().range();
    }
    if (wanted != null && app.scene() != null) {
      app.go(app.state().withWindow(wanted.widened(0.1).within(app.scene().all())));
    } else {
      app.go(app.state().withWindow(null));
    }
  }

  private boolean escape() {
    if (view.closePopups()) {
      return true;
    }
    if (app.state().selection() != null) {
      app.go(app.state().withSelection(null));
      return true;
    }
    return false;
  }
}
