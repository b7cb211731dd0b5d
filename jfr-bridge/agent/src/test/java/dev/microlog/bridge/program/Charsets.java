package dev.microlog.bridge.program;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Prints on streams of its own, in the charsets that the arguments name. */
public final class Charsets {
  private Charsets() {}

  /** Prints. */
  public static void main(String[] arguments) {
    for (String name : arguments) {
      Charset charset = Charset.forName(name);
      System.setOut(new PrintStream(new ByteArrayOutputStream(), true, charset));
      System.out.println("erste Zeile €");
      System.out.print("zwei");
      System.out.println("te");
    }
  }
}
