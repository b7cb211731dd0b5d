package dev.microlog.timeline;

/** Whose code a method is. */
public enum MethodKind {
  /** Code of the program that was recorded. */
  YOURS,
  /** Code of a library or framework it uses. */
  LIBRARY,
  /** Code of the JDK, of the VM or of the operating system. */
  JDK
}
