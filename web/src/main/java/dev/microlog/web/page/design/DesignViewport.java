package dev.microlog.web.page.design;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.dom.Element;
import dev.microlog.web.text.Format;

/** Which part of a diagram is seen, and how large. */
final class DesignViewport {
  private static final double LEAST_ZOOM = 0.05;
  private static final double MOST_ZOOM = 4;
  private static final double FIRST_ZOOM = 1.15;
  private static final double READABLE_ZOOM = 0.5;

  private final Element element;
  private Element svg = Element.svg("svg");
  private Diagram diagram = Diagram.EMPTY;
  private double left;
  private double top;
  private double zoom = 1;
  private boolean fitted = true;

  /**
   * @param element where the diagram is seen
   */
  DesignViewport(Element element) {
    this.element = element;
    element.onResize(this::resized);
  }

  /** Shows another diagram, as a whole if it can be read then. */
  void show(Diagram shown, Element drawing) {
    diagram = shown;
    svg = drawing;
    fit();
    if (zoom < READABLE_ZOOM && !shown.nodes().isEmpty()) {
      // too large to be read as a whole: begin where most of the time begins
      zoom = READABLE_ZOOM;
      Box first = shown.node(entry(shown)).box();
      left = first.x() + first.width() / 2 - element.width() / zoom / 2;
      top = first.y() - 40;
      moved();
    }
  }

  /** The heaviest box that is not the JDK's. */
  private static int entry(Diagram drawn) {
    for (int i = 0; i < drawn.nodes().size(); i++) {
      if (!drawn.node(i).kind().equals("jdk")) {
        return i;
      }
    }
    return 0;
  }

  /** Shows all of the diagram. */
  void fit() {
    if (diagram.nodes().isEmpty() || element.width() <= 0) {
      return;
    }
    Box bounds = diagram.bounds();
    zoom =
        Math.min(
            FIRST_ZOOM,
            Math.min(element.width() / bounds.width(), element.height() / bounds.height()));
    left = bounds.x() - (element.width() / zoom - bounds.width()) / 2;
    top = bounds.y() - Math.max(0, (element.height() / zoom - bounds.height()) / 2);
    fitted = true;
    place();
  }

  private void resized() {
    if (fitted) {
      fit();
    } else {
      place();
    }
  }

  /** Stays as it is when the room for the diagram changes. */
  void hold() {
    fitted = false;
  }

  private void moved() {
    hold();
    place();
  }

  private void place() {
    svg.attribute(
        "viewBox",
        Format.fixed(left, 2)
            + " "
            + Format.fixed(top, 2)
            + " "
            + Format.fixed(element.width() / zoom, 2)
            + " "
            + Format.fixed(element.height() / zoom, 2));
  }

  /** Brings a box into view if it is not. */
  void reveal(int index) {
    Box box = diagram.node(index).box();
    double width = element.width() / zoom;
    double height = element.height() / zoom;
    boolean inside =
        box.x() >= left
            && box.y() >= top
            && box.x() + box.width() <= left + width
            && box.y() + box.height() <= top + height;
    if (!inside) {
      left = box.x() + box.width() / 2 - width / 2;
      top = box.y() + box.height() / 2 - height / 2;
      moved();
    }
  }

  /** How many pixels of the screen a unit of the diagram takes. */
  double zoom() {
    return zoom;
  }

  void zoomBy(double factor) {
    zoomAt(factor, element.width() / 2, element.height() / 2);
  }

  /** Zooms so that what is at a point of the element stays there. */
  void zoomAt(double wanted, double x, double y) {
    double next = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom * wanted));
    left += x / zoom - x / next;
    top += y / zoom - y / next;
    zoom = next;
    moved();
  }

  /** Moves by pixels of the screen. */
  void pan(double x, double y) {
    left += x / zoom;
    top += y / zoom;
    moved();
  }
}
