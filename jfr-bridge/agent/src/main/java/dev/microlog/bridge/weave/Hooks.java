package dev.microlog.bridge.weave;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The list of all hooks. */
final class Hooks {
  private static final String SINKS = "dev/microlog/bridge/capture/";
  private static final String PRINT_STREAM = "java/io/PrintStream";
  private static final String LOGBACK = "ch/qos/logback/classic/";
  private static final String LOG4J = "org/apache/logging/log4j/";

  static final List<MethodHook> ALL =
      Stream.of(prints(), javaLogging(), logback(), log4j(), files(), sockets(), end())
          .flatMap(List::stream)
          .toList();

  private Hooks() {}

  private static List<MethodHook> prints() {
    return List.of(
        MethodHook.on(PRINT_STREAM, "write", "([BII)V").withEntry(Hooks::printedBytes),
        MethodHook.on(PRINT_STREAM, "write", "(I)V").withEntry(Hooks::printedByte));
  }

  private static List<MethodHook> javaLogging() {
    return List.of(
        MethodHook.on("java/util/logging/Logger", "log", "(Ljava/util/logging/LogRecord;)V")
            .withEntry(code -> call(code, "JulSink", "enter", "()V"))
            .withBefore(Set.of("getHandlers", "accessCheckedHandlers"), Hooks::publishedRecord)
            .withExit(code -> call(code, "JulSink", "exit", "()V")),
        // What System.Logger hands to java.util.logging; all its methods of this name.
        MethodHook.on(
                "sun/util/logging/internal/LoggingProviderImpl$JULWrapper",
                "log",
                "(Ljava/lang/System$Logger$Level;")
            .withEntry(code -> call(code, "JulSink", "enterSystemLogger", "()V"))
            .withExit(code -> call(code, "JulSink", "exitSystemLogger", "()V")));
  }

  /** Logback asks levels and filters first; what reaches this method is published. */
  private static List<MethodHook> logback() {
    return List.of(
        framework(
            MethodHook.on(
                    LOGBACK + "Logger", "callAppenders", "(L" + LOGBACK + "spi/ILoggingEvent;)V")
                .withGuarded(Hooks::logbackEvent)));
  }

  /**
   * The entry points of synchronous and of asynchronous loggers, while still on the thread that
   * logs.
   */
  private static List<MethodHook> log4j() {
    String logMessage =
        "(Ljava/lang/String;L%1$sLevel;L%1$sMarker;L%1$smessage/Message;Ljava/lang/Throwable;)V"
            .formatted(LOG4J);
    String log =
        ("(L%1$sLevel;L%1$sMarker;Ljava/lang/String;Ljava/lang/StackTraceElement;"
                + "L%1$smessage/Message;Ljava/lang/Throwable;)V")
            .formatted(LOG4J);
    return Stream.of(LOG4J + "core/Logger", LOG4J + "core/async/AsyncLogger")
        .flatMap(
            type ->
                Stream.of(
                    MethodHook.on(type, "logMessage", logMessage)
                        .withGuarded((code, end) -> log4jMessage(code, end, type, 2, 4, 5)),
                    MethodHook.on(type, "log", log)
                        .withGuarded((code, end) -> log4jMessage(code, end, type, 1, 5, 6))))
        .map(Hooks::framework)
        .toList();
  }

  private static List<MethodHook> files() {
    String io = "java/io/";
    String channel = "sun/nio/ch/FileChannelImpl";
    String fileAndPath = "(Ljava/io/FileDescriptor;Ljava/lang/String;";
    return List.of(
        MethodHook.on(io + "FileInputStream", "open", "(Ljava/lang/String;)V")
            .withAfter(Hooks::openedFile),
        MethodHook.on(io + "FileOutputStream", "open", "(Ljava/lang/String;Z)V")
            .withAfter(Hooks::openedFile),
        MethodHook.on(io + "RandomAccessFile", "open", "(Ljava/lang/String;I)V")
            .withAfter(Hooks::openedFile),
        MethodHook.on(io + "FileInputStream", "close", "()V").withEntry(Hooks::closed),
        MethodHook.on(io + "FileOutputStream", "close", "()V").withEntry(Hooks::closed),
        MethodHook.on(io + "RandomAccessFile", "close", "()V").withEntry(Hooks::closed),
        // Three flags and the parent in JDK 17, four in JDK 25.
        MethodHook.on(channel, "<init>", fileAndPath + "ZZZL")
            .withAfter(code -> openedChannel(code, 6)),
        MethodHook.on(channel, "<init>", fileAndPath + "ZZZZL")
            .withAfter(code -> openedChannel(code, 7)),
        MethodHook.on(channel, "implCloseChannel", "()V").withEntry(Hooks::closed));
  }

  private static List<MethodHook> sockets() {
    String socket = "sun/nio/ch/NioSocketImpl";
    Stream<MethodHook> sockets =
        Stream.of(
            MethodHook.on(socket, "create", "(Z)V").withAfter(code -> openedSocket(code, 0)),
            MethodHook.on(socket, "accept", "(Ljava/net/SocketImpl;)V")
                .withAfter(code -> openedSocket(code, 1)),
            MethodHook.on(socket, "close", "()V").withEntry(Hooks::closed));
    Stream<MethodHook> channels =
        Stream.of("SocketChannelImpl", "ServerSocketChannelImpl", "DatagramChannelImpl")
            .flatMap(
                type ->
                    Stream.of(
                        MethodHook.on("sun/nio/ch/" + type, "<init>", "(")
                            .withAfter(code -> openedSocket(code, 0)),
                        MethodHook.on("sun/nio/ch/" + type, "implCloseSelectableChannel", "()V")
                            .withEntry(Hooks::closed)));
    return Stream.concat(sockets, channels).toList();
  }

  private static List<MethodHook> end() {
    return List.of(
        MethodHook.on("java/lang/ApplicationShutdownHooks", "runHooks", "()V")
            .withEntry(code -> call(code, "Capture", "exiting", "()V")));
  }

  private static MethodHook framework(MethodHook hook) {
    return hook.withEntry(code -> call(code, "FrameworkSink", "enter", "()V"))
        .withExit(code -> call(code, "FrameworkSink", "exit", "()V"));
  }

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

  /** The private field is there in JDK 17 and 25; in 17 the encoder alone knows the charset. */
  private static void pushStreamAndEncoder(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, PRINT_STREAM, "charOut", "Ljava/io/OutputStreamWriter;");
  }

  private static void publishedRecord(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 1);
    call(code, "JulSink", "publish", "(Ljava/util/logging/LogRecord;)V");
  }

  private static void logbackEvent(MethodVisitor code, Label end) {
    get(code, LOGBACK + "spi/ILoggingEvent", "getLevel", "L" + LOGBACK + "Level;");
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LOGBACK + "Level", "toInt", "()I", false);
    call(code, "FrameworkSink", "wantsLogback", "(I)Z");
    code.visitJumpInsn(Opcodes.IFEQ, end);
    get(code, LOGBACK + "spi/ILoggingEvent", "getLoggerName", "Ljava/lang/String;");
    get(code, LOGBACK + "spi/ILoggingEvent", "getFormattedMessage", "Ljava/lang/String;");
    get(
        code,
        LOGBACK + "spi/ILoggingEvent",
        "getThrowableProxy",
        "L" + LOGBACK + "spi/IThrowableProxy;");
    get(code, LOGBACK + "spi/ILoggingEvent", "getMDCPropertyMap", "Ljava/util/Map;");
    call(
        code,
        "FrameworkSink",
        "logback",
        "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;Ljava/util/Map;)V");
  }

  /** Pushes a property of the event, the method's first parameter. */
  private static void get(MethodVisitor code, String type, String getter, String result) {
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, type, getter, "()" + result, true);
  }

  private static void log4jMessage(
      MethodVisitor code, Label end, String type, int level, int message, int throwable) {
    code.visitVarInsn(Opcodes.ALOAD, level);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LOG4J + "Level", "intLevel", "()I", false);
    call(code, "FrameworkSink", "wantsLog4j", "(I)Z");
    code.visitJumpInsn(Opcodes.IFEQ, end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type, "getName", "()Ljava/lang/String;", false);
    code.visitVarInsn(Opcodes.ALOAD, message);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        LOG4J + "message/Message",
        "getFormattedMessage",
        "()Ljava/lang/String;",
        true);
    code.visitVarInsn(Opcodes.ALOAD, throwable);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        LOG4J + "ThreadContext",
        "getImmutableContext",
        "()Ljava/util/Map;",
        false);
    call(
        code,
        "FrameworkSink",
        "log4j",
        "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Throwable;Ljava/util/Map;)V");
  }

  private static void openedFile(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    call(code, "DescriptorSink", "openedFile", "(Ljava/lang/Object;Ljava/lang/String;)V");
  }

  private static void openedChannel(MethodVisitor code, int parent) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitVarInsn(Opcodes.ALOAD, parent);
    call(
        code,
        "DescriptorSink",
        "openedChannel",
        "(Ljava/lang/Object;Ljava/lang/String;Ljava/lang/Object;)V");
  }

  private static void openedSocket(MethodVisitor code, int socket) {
    code.visitVarInsn(Opcodes.ALOAD, socket);
    call(code, "DescriptorSink", "openedSocket", "(Ljava/lang/Object;)V");
  }

  private static void closed(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    call(code, "DescriptorSink", "closed", "(Ljava/lang/Object;)V");
  }

  static void call(MethodVisitor code, String sink, String method, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, SINKS + sink, method, descriptor, false);
  }
}
