package dev.microlog.bridge.capture;

/**
 * Initialises classes before the program can need them.
 *
 * <p>The first print of a program may come when its stack or its memory is used up. A class whose
 * initialisation fails then can never be used again, in the program's own call as little as in
 * ours.
 */
public final class Preparation {
  private Preparation() {}

  /** What every capture needs. The sinks themselves come when they are woven into a class. */
  static void prepare() {
    initialize(ThreadCapture.class);
    initialize(LineAssembler.class);
    initialize(StreamCharset.class);
    initialize(SecretMask.class);
    initialize(LogLevel.class);
    initialize(LogScope.class);
    initialize(LogSink.class);
    initialize(LogText.class);
    ThreadCapture.current();
  }

  /** Initialises a class of this package, or does nothing if it is initialised. */
  public static void initialize(String simpleName) {
    initialize(Preparation.class.getPackageName() + "." + simpleName, Preparation.class);
  }

  static void initialize(Class<?> type) {
    initialize(type.getName(), type);
  }

  private static void initialize(String name, Class<?> neighbour) {
    try {
      Class.forName(name, true, neighbour.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(name);
    }
  }
}
