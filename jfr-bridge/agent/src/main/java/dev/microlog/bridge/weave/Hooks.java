package dev.microlog.bridge.weave;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The list of all hooks. */
final class Hooks {
  private static final String SINKS = "dev/microlog/bridge/capture/";
  private static final String PRINT_STREAM = "java/io/PrintStream";
  private static final String JUL_LOGGER = "java/util/logging/Logger";

  static final List<MethodHook> ALL =
      List.of(
          new MethodHook(PRINT_STREAM, "write", "([BII)V", Hooks::printedBytes, null, null),
          new MethodHook(PRINT_STREAM, "write", "(I)V", Hooks::printedByte, null, null),
          new MethodHook(
              JUL_LOGGER,
              "log",
              "(Ljava/util/logging/LogRecord;)V",
              code -> call(code, "JulSink", "enter", "()V"),
              code -> call(code, "JulSink", "exit", "()V"),
              new MethodHook.BeforeCall(
                  Set.of("getHandlers", "accessCheckedHandlers"), Hooks::publishedRecord)),
          new MethodHook(
              "java/lang/ApplicationShutdownHooks",
              "runHooks",
              "()V",
              code -> call(code, "Capture", "exiting", "()V"),
              null,
              null));

  private Hooks() {}

  private static void printedBytes(MethodVisitor code) {
    pushStreamAndEncoder(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitVarInsn(Opcodes.ILOAD, 3);
    call(code, "PrintSink", "write", "(Ljava/io/PrintStream;Ljava/io/OutputStreamWriter;[BII)V");
  }

  private static void printedByte(MethodVisitor code) {
    pushStreamAndEncoder(code);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    call(code, "PrintSink", "write", "(Ljava/io/PrintStream;Ljava/io/OutputStreamWriter;I)V");
  }

  /** The private field is there in JDK 17 and 25; the encoder alone knows the charset in 17. */
  private static void pushStreamAndEncoder(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, PRINT_STREAM, "charOut", "Ljava/io/OutputStreamWriter;");
  }

  private static void publishedRecord(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 1);
    call(code, "JulSink", "publish", "(Ljava/util/logging/LogRecord;)V");
  }

  private static void call(MethodVisitor code, String sink, String method, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, SINKS + sink, method, descriptor, false);
  }
}
