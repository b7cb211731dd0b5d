package dev.microlog.web.dom;

import org.teavm.jso.JSObject;

/** A file that a person dropped on the page or chose. */
public final class LocalFile {
  final JSObject file;

  LocalFile(JSObject file) {
    this.file = file;
  }

  public String name() {
    return Js.string(file, "name");
  }

  public double bytes() {
    return Js.number(file, "size");
  }
}
