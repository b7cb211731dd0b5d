package dev.microlog.bridge.program;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Prints on a stream of its own, in the charset that the argument names. */
public final class Charsets {
  private Charsets() {}

  /** Prints. */
  public static void main(String[] arguments) {
    Charset charset = Charset.forName(arguments[0]);
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, charset));
    System.out.println("erste Zeile €");
    System.out.print("zwei");
    System.out.println("te");
  }
}
