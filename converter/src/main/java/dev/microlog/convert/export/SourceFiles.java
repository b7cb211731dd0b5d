package dev.microlog.convert.export;

import dev.microlog.timeline.MethodTable;

/** Names of source files, which JFR does not record: as the Java compiler wants them. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * {@code com/acme/Shop.java} for a method of {@code com.acme.Shop$Cart}; empty without a class.
   */
  static String of(MethodTable methods, int method) {
    String type = methods.className(method);
    if (type.isEmpty()) {
      return "";
    }
    int nested = type.indexOf('$', type.lastIndexOf('.') + 2);
    return (nested < 0 ? type : type.substring(0, nested)).replace('.', '/') + ".java";
  }
}
