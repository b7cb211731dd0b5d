package dev.microlog.bridge.capture;

import java.util.StringJoiner;

/** Reads the stack that opened a descriptor: whose it is, and as text. */
final class OpenerStack {
  /**
   * Classes that open files for the JVM, the class path or the JDK itself, on any program's stack.
   */
  private static final String[] NOT_OF_PROGRAM = {
    "jdk.internal.loader.",
    "jdk.internal.module.",
    "jdk.internal.jimage.",
    "jdk.internal.jrtfs.",
    "jdk.internal.logger.",
    "jdk.jfr.",
    "java.lang.ClassLoader",
    "java.lang.Module",
    "java.lang.System$Logger",
    "java.net.URLClassLoader",
    "java.security.",
    "java.util.ResourceBundle",
    "java.util.ServiceLoader",
    "java.util.TimeZone",
    "java.util.logging.LogManager",
    "sun.launcher.",
    "sun.net.www.protocol.jar.",
    "sun.nio.ch.EPollSelector",
    "sun.security.",
    "sun.util.",
    "org.springframework.boot.loader.",
    "dev.microlog.bridge.recorder.",
  };

  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private OpenerStack() {}

  /** Whether a program opened it, not the JDK for itself or a class loader for the class path. */
  static boolean isOfProgram(StackTraceElement[] stack) {
    boolean hasProgram = false;
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (startsWith(type, NOT_OF_PROGRAM)) {
        return false;
      }
      hasProgram |= !startsWith(type, JDK) && !isOurs(type);
    }
    return hasProgram;
  }

  /** One frame a line, the leaf first, without our own. */
  static String text(StackTraceElement[] stack, int maxFrames) {
    StringJoiner text = new StringJoiner("\n");
    int frames = 0;
    for (StackTraceElement frame : stack) {
      if (!isOurs(frame.getClassName()) && frames++ < maxFrames) {
        text.add(frame(frame));
      }
    }
    return text.toString();
  }

  private static String frame(StackTraceElement frame) {
    String place = String.valueOf(frame.getFileName());
    if (frame.getLineNumber() >= 0) {
      place += ":" + frame.getLineNumber();
    }
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev.microlog.bridge.capture.");
  }

  private static boolean startsWith(String type, String[] prefixes) {
    for (String prefix : prefixes) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
