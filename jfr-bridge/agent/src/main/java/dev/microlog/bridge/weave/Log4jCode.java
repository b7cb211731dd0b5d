package dev.microlog.bridge.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Formats a Log4j message and hands its texts to the sink, before an asynchronous logger hands it
 * to another thread.
 *
 * @param type the logger's class
 * @param level the parameter that is the level
 * @param message the parameter that is the message
 * @param throwable the parameter that is the throwable
 */
record Log4jCode(String type, int level, int message, int throwable) implements Code {
  static final String PACKAGE = "org/apache/logging/log4j/";

  @Override
  public void write(MethodVisitor code, Label end) {
    code.visitVarInsn(Opcodes.ALOAD, level);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PACKAGE + "Level", "intLevel", "()I", false);
    Code.call(code, "FrameworkSink", "wantsLog4j", "(I)Z");
    code.visitJumpInsn(Opcodes.IFEQ, end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type, "getName", "()Ljava/lang/String;", false);
    code.visitVarInsn(Opcodes.ALOAD, message);
    String text = "()Ljava/lang/String;";
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, PACKAGE + "message/Message", "getFormattedMessage", text, true);
    code.visitVarInsn(Opcodes.ALOAD, throwable);
    String map = "()Ljava/util/Map;";
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, PACKAGE + "ThreadContext", "getImmutableContext", map, false);
    String texts = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Throwable;Ljava/util/Map;)V";
    Code.call(code, "FrameworkSink", "log4j", texts);
  }
}
