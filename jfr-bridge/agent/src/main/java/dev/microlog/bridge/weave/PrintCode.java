package dev.microlog.bridge.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Hands what {@code PrintStream.write} was given to the sink, with the stream's encoder, which
 * alone knows the charset in JDK 17. The private field is there in JDK 17 and 25.
 *
 * @param isArray whether the method takes bytes, offset and count, or a single byte
 */
record PrintCode(boolean isArray) implements Code {
  static final String TYPE = "java/io/PrintStream";

  @Override
  public void write(MethodVisitor code, Label end) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, TYPE, "charOut", "Ljava/io/OutputStreamWriter;");
    if (isArray) {
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitVarInsn(Opcodes.ILOAD, 2);
      code.visitVarInsn(Opcodes.ILOAD, 3);
    } else {
      code.visitVarInsn(Opcodes.ILOAD, 1);
    }
    String values = isArray ? "[BII" : "I";
    Code.call(
        code,
        "PrintSink",
        "write",
        "(Ljava/io/PrintStream;Ljava/io/OutputStreamWriter;" + values + ")V");
  }
}
