package dev.microlog.bridge.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes an {@code ILoggingEvent}, the method's first parameter, apart and hands its texts to the
 * sink.
 */
record LogbackCode() implements Code {
  static final String PACKAGE = "ch/qos/logback/classic/";

  @Override
  public void write(MethodVisitor code, Label end) {
    get(code, "getLevel", "L" + PACKAGE + "Level;");
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PACKAGE + "Level", "toInt", "()I", false);
    Code.call(code, "FrameworkSink", "wantsLogback", "(I)Z");
    code.visitJumpInsn(Opcodes.IFEQ, end);
    get(code, "getLoggerName", "Ljava/lang/String;");
    get(code, "getFormattedMessage", "Ljava/lang/String;");
    get(code, "getThrowableProxy", "L" + PACKAGE + "spi/IThrowableProxy;");
    get(code, "getMDCPropertyMap", "Ljava/util/Map;");
    String texts = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;Ljava/util/Map;)V";
    Code.call(code, "FrameworkSink", "logback", texts);
  }

  private static void get(MethodVisitor code, String getter, String result) {
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, PACKAGE + "spi/ILoggingEvent", getter, "()" + result, true);
  }
}
