package dev.microlog.timeline;

/** Why no Java thread could run. */
public enum PauseKind {
  /** A phase of garbage collection that stops the world. */
  GC("gc"),
  /** Another operation of the VM that needs all threads to stand still. */
  SAFEPOINT("safepoint");

  private final String id;

  PauseKind(String id) {
    this.id = id;
  }

  /** The name in exports and in the command line's contract. */
  public String id() {
    return id;
  }
}
