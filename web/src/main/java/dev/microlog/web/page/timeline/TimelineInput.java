package dev.microlog.web.page.timeline;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.Viewport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pointer, wheel and touch on the timeline. */
final class TimelineInput {
  private static final double CLICK_PIXELS = 4;

  private enum Drag {
    NONE,
    PAN,
    SELECT,
    OVERVIEW,
    PINCH
  }

  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final TimelinePlaces places;
  private final TimelinePopups popups;
  private final TimelineMenus menus;
  private final Element box;
  private final Map<Integer, double[]> pointers = new LinkedHashMap<>();
  private Drag drag = Drag.NONE;
  private boolean moved;
  private double downX;
  private double downY;
  private double lastY;
  private Range downWindow = new Range(0, 1);
  private double pinchDistance;

  TimelineInput(
      PageContext page,
      TimelineCanvas canvas,
      TimelinePlaces places,
      TimelinePopups popups,
      TimelineMenus menus) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
    this.places = places;
    this.popups = popups;
    this.menus = menus;
    box = canvas.element();
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
    page.tip().hide();
    pointers.put(input.pointerId(), new double[] {x(input), y(input)});
    box.capture(input);
    if (pointers.size() == 2) {
      beginPinch();
      return;
    }
    downX = x(input);
    downY = y(input);
    lastY = downY;
    downWindow = navigation.window();
    moved = false;
    Hit hit = canvas.hit(downX, downY);
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
    TimelineLayout layout = canvas.layout();
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
      case SELECT -> canvas.selecting(selected(x));
      case OVERVIEW -> moveOverview(x);
      default -> {}
    }
  }

  private void pan(double x, double y) {
    box.toggleClass("grabbing", true);
    double perPixel = downWindow.durationMicros() / plotWidth();
    if (isInPlot(downX)) {
      navigation.move(downWindow.moved((downX - x) * perPixel));
    }
    canvas.scrollBy(lastY - y);
    lastY = y;
    canvas.pointer(-1);
  }

  private double plotWidth() {
    TimelineLayout layout = canvas.layout();
    return layout == null ? 1 : layout.plotWidth();
  }

  private Range selected(double x) {
    Scene scene = page.recording().scene();
    double limit = scene == null ? 0 : scene.all().endMicros();
    double a = Math.max(0, Math.min(limit, canvas.micros(downX)));
    double b = Math.max(0, Math.min(limit, canvas.micros(x)));
    return Range.between(a, b);
  }

  private void moveOverview(double x) {
    TimelineLayout layout = canvas.layout();
    Scene scene = page.recording().scene();
    if (layout == null || scene == null) {
      return;
    }
    Viewport whole = new Viewport(scene.all(), layout.plotLeft(), layout.plotWidth());
    Range window = navigation.window();
    navigation.move(window.moved(whole.micros(x) - window.middleMicros()));
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
      canvas.selecting(null);
      ViewState state = navigation.state();
      navigation.go(state.withSelection(moved ? selected(x) : null));
    } else if (ended == Drag.PAN && !moved) {
      click(x, y);
    }
  }

  private void click(double x, double y) {
    Hit hit = canvas.hit(x, y);
    switch (hit) {
      case Hit.OnSpan span -> places.selectCall(span.thread(), span.row());
      case Hit.OnMarker marker -> popups.marker().show(marker.cluster().row());
      case Hit.OnFinding finding -> popups.finding().show(finding.mark().shown());
      case Hit.OnTimeless timeless -> popups.finding().show(timeless.findings().get(0));
      case Hit.OnFindingsTitle title ->
          navigation.go(navigation.state().withPanel(PanelTab.FINDINGS));
      case Hit.OnTitle title -> {
        String key =
            title.onMoreRows()
                ? TimelineLayout.TrackBox.allRowsKey(title.track())
                : title.track().key();
        navigation.go(navigation.state().withToggled(key));
      }
      default -> popups.close();
    }
  }

  private void contextMenu(Input input) {
    Hit hit = canvas.hit(x(input), y(input));
    if (hit instanceof Hit.OnSpan span) {
      input.preventDefault();
      page.tip().hide();
      menus.ofCall(span.thread(), span.row(), input.x(), input.y());
    } else if (hit instanceof Hit.OnTitle title) {
      input.preventDefault();
      menus.ofTrack(title.track(), input.x(), input.y());
    } else if (!isInPlot(x(input))) {
      input.preventDefault();
      menus.open();
    }
  }

  private void doubleClick(Input input) {
    if (input.isOnControl()) {
      return;
    }
    Hit hit = canvas.hit(x(input), y(input));
    if (hit instanceof Hit.OnTitle) {
      return;
    }
    navigation.go(navigation.state().withWindow(null));
  }

  private void hover(Input input, double x, double y) {
    if (input.isTouch()) {
      return;
    }
    canvas.pointer(isInPlot(x) ? x : -1);
    Hit hit = canvas.hit(x, y);
    box.toggleClass(
        "clickable",
        hit instanceof Hit.OnSpan
            || hit instanceof Hit.OnMarker
            || hit instanceof Hit.OnFinding
            || hit instanceof Hit.OnTimeless
            || hit instanceof Hit.OnFindingsTitle
            || hit instanceof Hit.OnTitle);
    box.toggleClass("selecting", hit instanceof Hit.OnRuler);
    Scene scene = page.recording().scene();
    List<String> lines =
        scene == null || input.isOnControl()
            ? List.of()
            : Hover.lines(scene, scene.spans(navigation.state().frames()), hit);
    page.tip().show(lines, input.x(), input.y());
  }

  private void left() {
    if (drag == Drag.NONE) {
      canvas.pointer(-1);
      page.tip().hide();
    }
  }

  // Two fingers

  private void beginPinch() {
    drag = Drag.PINCH;
    downWindow = navigation.window();
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
    TimelineLayout layout = canvas.layout();
    if (layout == null || pointers.size() < 2) {
      return;
    }
    Viewport before = new Viewport(downWindow, layout.plotLeft(), layout.plotWidth());
    double factor = pinchDistance / Math.max(10, distance());
    Range zoomed = downWindow.zoomed(factor, before.micros(downX));
    double perPixel = zoomed.durationMicros() / layout.plotWidth();
    navigation.move(zoomed.moved((downX - middle(0)) * perPixel));
    canvas.scrollBy(lastY - middle(1));
    lastY = middle(1);
  }

  // Wheel

  private void wheel(Input input) {
    input.preventDefault();
    page.tip().hide();
    double x = x(input);
    if (!isInPlot(x) || (input.shift() && !input.control())) {
      canvas.scrollBy(input.deltaY() != 0 ? input.deltaY() : input.deltaX());
      return;
    }
    if (!input.control() && Math.abs(input.deltaX()) > Math.abs(input.deltaY())) {
      navigation.pan(input.deltaX() / plotWidth());
      return;
    }
    double strength = input.control() ? 0.01 : 0.0018;
    double factor = Math.exp(Math.max(-200, Math.min(200, input.deltaY())) * strength);
    navigation.move(navigation.window().zoomed(factor, canvas.micros(x)));
  }
}
