package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenerStackTest {
  private static StackTraceElement[] stack(String... types) {
    StackTraceElement[] frames = new StackTraceElement[types.length];
    for (int i = 0; i < types.length; i++) {
      frames[i] = new StackTraceElement(types[i], "run", "File.java", 10 + i);
    }
    return frames;
  }

  @Test
  void knowsWhoOpened() {
    assertTrue(OpenerStack.isOfProgram(stack("java.io.FileInputStream", "shop.Main")));
    assertTrue(OpenerStack.isOfProgram(stack("java.util.zip.ZipFile", "shop.Main")));
    assertFalse(
        OpenerStack.isOfProgram(stack("java.io.FileInputStream", "sun.nio.fs.X")), "the JDK's own");
    assertFalse(
        OpenerStack.isOfProgram(
            stack("java.util.zip.ZipFile", "jdk.internal.loader.URLClassPath", "shop.Main")),
        "the class path's");
  }

  @Test
  void leavesOurOwnFramesOut() {
    assertEquals(
        "java.io.FileInputStream.run(File.java:11)\nshop.Main.run(File.java:12)",
        OpenerStack.text(
            stack(
                "dev.microlog.bridge.capture.DescriptorSink",
                "java.io.FileInputStream",
                "shop.Main"),
            10));
  }
}
