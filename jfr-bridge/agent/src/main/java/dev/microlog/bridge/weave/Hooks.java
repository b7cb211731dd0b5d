package dev.microlog.bridge.weave;

import dev.microlog.bridge.weave.Code.SinkCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of all hooks. */
final class Hooks {
  private static final String SYSTEM_LOGGER =
      "sun/util/logging/internal/LoggingProviderImpl$JULWrapper";

  private static final Code CLOSED =
      new SinkCall("DescriptorSink", "closed", "(Ljava/lang/Object;)V", 0);

  private final Map<String, List<MethodHook>> byType = new HashMap<>();

  private Hooks() {}

  /** All hooks, by the internal name of their class. */
  static Map<String, List<MethodHook>> byType() {
    Hooks hooks = new Hooks();
    hooks.prints();
    hooks.javaLogging();
    hooks.logback();
    hooks.log4j("core/Logger");
    hooks.log4j("core/async/AsyncLogger");
    hooks.appenders();
    hooks.files();
    hooks.channels();
    hooks.directories();
    hooks.sockets();
    hooks.end();
    return hooks.byType;
  }

  private void add(MethodHook hook) {
    List<MethodHook> hooks = byType.get(hook.type());
    if (hooks == null) {
      hooks = new ArrayList<>();
      byType.put(hook.type(), hooks);
    }
    hooks.add(hook);
  }

  private void prints() {
    add(MethodHook.on(PrintCode.TYPE, "write", "([BII)V").withEntry(new PrintCode(true)));
    add(MethodHook.on(PrintCode.TYPE, "write", "(I)V").withEntry(new PrintCode(false)));
  }

  private void javaLogging() {
    String record = "(Ljava/util/logging/LogRecord;)V";
    add(
        MethodHook.on("java/util/logging/Logger", "log", record)
            .withEntry(new SinkCall("JulSink", "enter"))
            .withBefore(
                Set.of("getHandlers", "accessCheckedHandlers"),
                new SinkCall("JulSink", "publish", record, 1))
            .withExit(new SinkCall("JulSink", "exit")));
    // What System.Logger hands to java.util.logging; all its methods of this name.
    add(
        MethodHook.on(SYSTEM_LOGGER, "log", "(Ljava/lang/System$Logger$Level;")
            .withEntry(new SinkCall("JulSink", "enterSystemLogger"))
            .withExit(new SinkCall("JulSink", "exitSystemLogger")));
  }

  /** Logback asks levels and filters first; what reaches this method is published. */
  private void logback() {
    String event = "(L" + LogbackCode.PACKAGE + "spi/ILoggingEvent;)V";
    framework(
        MethodHook.on(LogbackCode.PACKAGE + "Logger", "callAppenders", event), new LogbackCode());
  }

  /**
   * The entry points of synchronous and of asynchronous loggers, while still on the thread that
   * logs.
   */
  private void log4j(String name) {
    String log4j = "L" + Log4jCode.PACKAGE;
    String type = Log4jCode.PACKAGE + name;
    String end = log4j + "message/Message;Ljava/lang/Throwable;)V";
    String logMessage = "(Ljava/lang/String;" + log4j + "Level;" + log4j + "Marker;" + end;
    String log =
        "("
            + log4j
            + "Level;"
            + log4j
            + "Marker;Ljava/lang/String;Ljava/lang/StackTraceElement;"
            + end;
    framework(MethodHook.on(type, "logMessage", logMessage), new Log4jCode(type, 2, 4, 5));
    framework(MethodHook.on(type, "log", log), new Log4jCode(type, 1, 5, 6));
  }

  /**
   * What appenders print is the entry that they were given, which was recorded when it was logged:
   * on that thread, or on another one where they work asynchronously.
   */
  private void appenders() {
    add(
        scope(
            MethodHook.on(
                Log4jCode.PACKAGE + "core/config/AppenderControl",
                "callAppender",
                "(L" + Log4jCode.PACKAGE + "core/LogEvent;)V")));
    add(
        scope(
            MethodHook.on(
                "ch/qos/logback/core/spi/AppenderAttachableImpl",
                "appendLoopOnAppenders",
                "(Ljava/lang/Object;)I")));
  }

  private void framework(MethodHook hook, Code code) {
    add(scope(hook.withGuarded(code)));
  }

  private static MethodHook scope(MethodHook hook) {
    return hook.withEntry(new SinkCall("FrameworkSink", "enter"))
        .withExit(new SinkCall("FrameworkSink", "exit"));
  }

  private void files() {
    Code opened =
        new SinkCall("DescriptorSink", "openedFile", "(Ljava/lang/Object;Ljava/lang/String;)V", 0);
    add(
        MethodHook.on("java/io/FileInputStream", "open", "(Ljava/lang/String;)V")
            .withAfter(opened));
    add(
        MethodHook.on("java/io/FileOutputStream", "open", "(Ljava/lang/String;Z)V")
            .withAfter(opened));
    add(
        MethodHook.on("java/io/RandomAccessFile", "open", "(Ljava/lang/String;I)V")
            .withAfter(opened));
    add(MethodHook.on("java/io/FileInputStream", "close", "()V").withEntry(CLOSED));
    add(MethodHook.on("java/io/FileOutputStream", "close", "()V").withEntry(CLOSED));
    add(MethodHook.on("java/io/RandomAccessFile", "close", "()V").withEntry(CLOSED));
  }

  private void channels() {
    String channel = "sun/nio/ch/FileChannelImpl";
    String fileAndPath = "(Ljava/io/FileDescriptor;Ljava/lang/String;";
    // Three flags and the parent in JDK 17, four in JDK 25.
    add(MethodHook.on(channel, "<init>", fileAndPath + "ZZZL").withAfter(new ChannelCode(6)));
    add(MethodHook.on(channel, "<init>", fileAndPath + "ZZZZL").withAfter(new ChannelCode(7)));
    add(MethodHook.on(channel, "implCloseChannel", "()V").withEntry(CLOSED));
    String withExecutor =
        "(Ljava/nio/file/Path;Ljava/util/Set;Ljava/util/concurrent/ExecutorService;";
    add(
        MethodHook.on("java/nio/channels/AsynchronousFileChannel", "open", withExecutor)
            .withAfter(new ReturnedChannelCode()));
    for (String name :
        List.of("SimpleAsynchronousFileChannelImpl", "WindowsAsynchronousFileChannelImpl")) {
      add(MethodHook.on("sun/nio/ch/" + name, "close", "()V").withEntry(CLOSED));
    }
  }

  /** Linux and macOS. A stream relative to an open directory has one of this type inside. */
  private void directories() {
    String stream = "sun/nio/fs/UnixDirectoryStream";
    String objects = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    add(
        MethodHook.on(stream, "<init>", "(Lsun/nio/fs/UnixPath;")
            .withAfter(new SinkCall("DescriptorSink", "openedDirectory", objects, 0)));
    add(MethodHook.on(stream, "closeImpl", "()Z").withEntry(CLOSED));
  }

  private void sockets() {
    Code opened = new SinkCall("DescriptorSink", "openedSocket", "(Ljava/lang/Object;)V", 0);
    Code accepted = new SinkCall("DescriptorSink", "openedSocket", "(Ljava/lang/Object;)V", 1);
    String socket = "sun/nio/ch/NioSocketImpl";
    add(MethodHook.on(socket, "create", "(Z)V").withAfter(opened));
    add(MethodHook.on(socket, "accept", "(Ljava/net/SocketImpl;)V").withAfter(accepted));
    add(MethodHook.on(socket, "close", "()V").withEntry(CLOSED));
    for (String name :
        List.of("SocketChannelImpl", "ServerSocketChannelImpl", "DatagramChannelImpl")) {
      add(MethodHook.on("sun/nio/ch/" + name, "<init>", "(").withAfter(opened));
      add(
          MethodHook.on("sun/nio/ch/" + name, "implCloseSelectableChannel", "()V")
              .withEntry(CLOSED));
    }
    for (String name :
        List.of("UnixAsynchronousSocketChannelImpl", "UnixAsynchronousServerSocketChannelImpl")) {
      add(MethodHook.on("sun/nio/ch/" + name, "<init>", "(").withAfter(opened));
      add(MethodHook.on("sun/nio/ch/" + name, "implClose", "()V").withEntry(CLOSED));
    }
  }

  private void end() {
    add(
        MethodHook.on("java/lang/ApplicationShutdownHooks", "runHooks", "()V")
            .withEntry(new SinkCall("Capture", "exiting")));
  }
}
