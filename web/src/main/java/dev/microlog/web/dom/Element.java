package dev.microlog.web.dom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * An element of the page. Methods that change it return it, so that a view is written as it looks:
 *
 * <pre>{@code
 * Element.of("div").style("row").add(Element.of("span").text(name), button)
 * }</pre>
 */
public final class Element {
  final JSObject node;

  Element(JSObject node) {
    this.node = node;
  }

  public static Element of(String tag) {
    return new Element(Js.create(tag));
  }

  /** An element with CSS classes. */
  public static Element of(String tag, String classes) {
    return of(tag).attribute("class", classes);
  }

  /** An element with CSS classes and a text. */
  public static Element of(String tag, String classes, String text) {
    return of(tag, classes).text(text);
  }

  public static Element svg(String tag) {
    return new Element(Js.createSvg(tag));
  }

  /** A button that does not submit anything. */
  public static Element button(String classes, String label, Runnable action) {
    return of("button", classes, label).attribute("type", "button").onClick(action);
  }

  public Element add(@Nullable Element... children) {
    for (Element child : children) {
      if (child != null) {
        Js.append(node, child.node);
      }
    }
    return this;
  }

  /** Adds a text after what is there. */
  public Element addText(String text) {
    Js.appendText(node, text);
    return this;
  }

  /** Replaces what is inside by a text. */
  public Element text(String text) {
    Js.text(node, text);
    return this;
  }

  public String text() {
    return Js.text(node);
  }

  public Element clear() {
    Js.clear(node);
    return this;
  }

  public void remove() {
    Js.remove(node);
  }

  public Element attribute(String name, String value) {
    Js.attribute(node, name, value);
    return this;
  }

  /** Empty where the attribute is not there. */
  public String attribute(String name) {
    return Js.attribute(node, name);
  }

  public Element removeAttribute(String name) {
    Js.removeAttribute(node, name);
    return this;
  }

  /** All elements with that tag inside this one. */
  public List<Element> all(String tag) {
    List<Element> found = new ArrayList<>();
    int count = Js.count(node, tag);
    for (int i = 0; i < count; i++) {
      found.add(new Element(Js.item(node, tag, i)));
    }
    return found;
  }

  /** The element as XML, to be saved. */
  public String markup() {
    return Js.markup(node);
  }

  public Element hidden(boolean hidden) {
    Js.flag(node, "hidden", hidden);
    return this;
  }

  public boolean isHidden() {
    return Js.flag(node, "hidden");
  }

  public Element disabled(boolean disabled) {
    Js.flag(node, "disabled", disabled);
    return this;
  }

  public Element classes(String classes) {
    return attribute("class", classes);
  }

  public Element toggleClass(String name, boolean on) {
    Js.toggleClass(node, name, on);
    return this;
  }

  /** One CSS property, also a custom one such as {@code --share}. */
  public Element css(String property, String value) {
    Js.style(node, property, value);
    return this;
  }

  public Element role(String role) {
    return attribute("role", role);
  }

  /** What a screen reader says. */
  public Element label(String label) {
    return attribute("aria-label", label);
  }

  /** What is shown when the pointer rests on it. */
  public Element hint(String hint) {
    return attribute("title", hint);
  }

  public String value() {
    return Js.string(node, "value");
  }

  public Element value(String value) {
    Js.string(node, "value", value);
    return this;
  }

  public Element checked(boolean checked) {
    Js.flag(node, "checked", checked);
    return this;
  }

  public double width() {
    return Js.number(node, "clientWidth");
  }

  public double height() {
    return Js.number(node, "clientHeight");
  }

  /** Left border in the window, in CSS pixels. */
  public double left() {
    return Js.box(node, "left");
  }

  /** Upper border in the window, in CSS pixels. */
  public double top() {
    return Js.box(node, "top");
  }

  public double scrollTop() {
    return Js.number(node, "scrollTop");
  }

  public Element scrollTop(double pixels) {
    Js.number(node, "scrollTop", pixels);
    return this;
  }

  public double scrollHeight() {
    return Js.number(node, "scrollHeight");
  }

  public void focus() {
    Js.call(node, "focus");
  }

  public void blur() {
    Js.call(node, "blur");
  }

  public void select() {
    Js.call(node, "select");
  }

  public void click() {
    Js.call(node, "click");
  }

  public boolean hasFocus() {
    return Js.contains(node, Js.active());
  }

  public Element onClick(Runnable action) {
    return on("click", input -> action.run());
  }

  public Element onInput(Runnable action) {
    return on("input", input -> action.run());
  }

  /** Calls back at each event of that type; the listener may prevent what the browser would do. */
  public Element on(String type, Consumer<Input> listener) {
    Js.listen(node, type, event -> Guard.run(() -> listener.accept(new Input(event))), false);
    return this;
  }

  public Element onResize(Runnable action) {
    Js.observeSize(node, () -> Guard.run(action));
    return this;
  }

  /** Moves of this pointer come here until it is released, wherever they are. */
  public void capture(Input input) {
    Js.capture(node, input.pointerId());
  }
}
