package dev.microlog.web.dom;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What a person did: an event of pointer, wheel or keyboard. */
public final class Input {
  private final JSObject event;

  Input(JSObject event) {
    this.event = event;
  }

  /** Horizontal place in the window, in CSS pixels. */
  public double x() {
    return Js.number(event, "clientX");
  }

  /** Vertical place in the window, in CSS pixels. */
  public double y() {
    return Js.number(event, "clientY");
  }

  public double deltaX() {
    return Js.number(event, "deltaX") * wheelUnit();
  }

  public double deltaY() {
    return Js.number(event, "deltaY") * wheelUnit();
  }

  /** Wheels count in pixels, lines or pages. */
  private double wheelUnit() {
    double mode = Js.number(event, "deltaMode");
    return mode == 1 ? 16 : mode == 2 ? 400 : 1;
  }

  /** As the browser names it: {@code a}, {@code ArrowUp}, {@code Escape}. */
  public String key() {
    return Js.string(event, "key");
  }

  public boolean shift() {
    return Js.flag(event, "shiftKey");
  }

  /** Control, or Command on a Mac. */
  public boolean control() {
    return Js.flag(event, "ctrlKey") || Js.flag(event, "metaKey");
  }

  public boolean alt() {
    return Js.flag(event, "altKey");
  }

  /** 0 is the main button. */
  public int button() {
    return (int) Js.number(event, "button");
  }

  public boolean isMainButton() {
    return button() == 0;
  }

  public int pointerId() {
    return (int) Js.number(event, "pointerId");
  }

  public boolean isTouch() {
    return Js.string(event, "pointerType").equals("touch");
  }

  public void preventDefault() {
    Js.call(event, "preventDefault");
  }

  public void stop() {
    Js.call(event, "stopPropagation");
  }

  /** Whether the person is writing into a field. */
  public boolean isInField() {
    JSObject target = target();
    if (target == null) {
      return false;
    }
    String tag = Js.string(target, "tagName");
    return tag.equals("INPUT") || tag.equals("TEXTAREA") || tag.equals("SELECT");
  }

  /** Whether it happened on a button or link, which Enter and Space activate. */
  public boolean isOnControl() {
    JSObject target = target();
    if (target == null) {
      return false;
    }
    String tag = Js.string(target, "tagName");
    return tag.equals("BUTTON") || tag.equals("A") || tag.equals("SUMMARY");
  }

  /** Whether it happened on this element or inside it. */
  public boolean isOn(Element element) {
    return Js.contains(element.node, target());
  }

  private @Nullable JSObject target() {
    return Js.object(event, "target");
  }

  /** The first of the dropped or chosen files, or null. */
  public @Nullable LocalFile file() {
    JSObject transfer = Js.object(event, "dataTransfer");
    JSObject holder = transfer != null ? transfer : target();
    JSObject files = holder == null ? null : Js.object(holder, "files");
    JSObject file = files == null ? null : Js.object(files, "0");
    return file == null ? null : new LocalFile(file);
  }
}
