package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.MethodTable;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells native methods that wait from native methods that run. {@code jdk.NativeMethodSample} sees
 * both alike: a thread blocked in a read is sampled at every tick.
 */
final class NativeCalls {
  private static final ThreadState[] VALUES = ThreadState.values();
  private static final Map<String, ThreadState> STATES = new HashMap<>();

  static {
    put(
        ThreadState.IO,
        "java.net.PlainSocketImpl.socketAccept",
        "java.net.PlainSocketImpl.socketConnect",
        "java.net.PlainDatagramSocketImpl.receive0",
        "java.net.SocketInputStream.socketRead0",
        "java.net.SocketOutputStream.socketWrite0",
        "java.net.Inet4AddressImpl.lookupAllHostAddr",
        "java.net.Inet6AddressImpl.lookupAllHostAddr",
        "java.io.FileInputStream.read0",
        "java.io.FileInputStream.readBytes",
        "java.io.FileInputStream.readBytes0",
        "java.io.FileOutputStream.write",
        "java.io.FileOutputStream.writeBytes",
        "java.io.FileDescriptor.sync",
        "java.io.FileDescriptor.sync0",
        "java.io.RandomAccessFile.read0",
        "java.io.RandomAccessFile.readBytes",
        "java.io.RandomAccessFile.readBytes0",
        "java.io.RandomAccessFile.writeBytes",
        "java.io.RandomAccessFile.writeBytes0",
        "sun.nio.ch.Net.accept",
        "sun.nio.ch.Net.connect0",
        "sun.nio.ch.Net.poll",
        "sun.nio.ch.Net.pollConnect",
        "sun.nio.ch.ServerSocketChannelImpl.accept0",
        "sun.nio.ch.EPoll.wait",
        "sun.nio.ch.EPollArrayWrapper.epollWait",
        "sun.nio.ch.KQueue.poll",
        "sun.nio.ch.KQueueArrayWrapper.kevent0",
        "sun.nio.ch.WEPoll.wait",
        "sun.nio.ch.WindowsSelectorImpl$SubSelector.poll0",
        "sun.nio.ch.PollArrayWrapper.poll0",
        "sun.nio.ch.Iocp.getQueuedCompletionStatus",
        "sun.nio.ch.FileDispatcherImpl.read0",
        "sun.nio.ch.FileDispatcherImpl.pread0",
        "sun.nio.ch.FileDispatcherImpl.write0",
        "sun.nio.ch.FileDispatcherImpl.pwrite0",
        "sun.nio.ch.FileDispatcherImpl.force0",
        "sun.nio.ch.UnixFileDispatcherImpl.read0",
        "sun.nio.ch.UnixFileDispatcherImpl.pread0",
        "sun.nio.ch.UnixFileDispatcherImpl.write0",
        "sun.nio.ch.UnixFileDispatcherImpl.pwrite0",
        "sun.nio.ch.UnixFileDispatcherImpl.force0",
        "sun.nio.ch.SocketDispatcher.read0",
        "sun.nio.ch.SocketDispatcher.readv0",
        "sun.nio.ch.SocketDispatcher.write0",
        "sun.nio.ch.UnixDispatcher.read0",
        "sun.nio.ch.UnixDispatcher.write0",
        "sun.nio.ch.DatagramChannelImpl.receive0",
        "sun.nio.ch.DatagramDispatcher.read0",
        "sun.nio.fs.LinuxWatchService.poll",
        "io.netty.channel.epoll.Native.epollWait",
        "io.netty.channel.epoll.Native.epollWait0",
        "io.netty.channel.kqueue.Native.keventWait");
    put(
        ThreadState.PARKED,
        "jdk.internal.misc.Unsafe.park",
        "sun.misc.Unsafe.park",
        "jdk.internal.vm.Continuation.pin");
    put(ThreadState.SLEEPING, "java.lang.Thread.sleep", "java.lang.Thread.sleep0");
    put(
        ThreadState.WAITING,
        "java.lang.Object.wait",
        "java.lang.Object.wait0",
        "java.lang.ref.Reference.waitForReferencePendingList",
        "java.lang.ProcessHandleImpl.waitForProcessExit0",
        "java.lang.UNIXProcess.waitForProcessExit",
        "java.lang.ProcessImpl.waitForProcessExit",
        "jdk.internal.misc.Signal.findSignal0",
        "sun.misc.Signal.findSignal");
    // functions of C libraries, as async-profiler names them
    put(
        ThreadState.IO,
        "read",
        "__libc_read",
        "__read",
        "write",
        "__libc_write",
        "__write",
        "recv",
        "__libc_recv",
        "__recv",
        "recvfrom",
        "__libc_recvfrom",
        "recvmsg",
        "send",
        "__libc_send",
        "sendmsg",
        "accept",
        "accept4",
        "__libc_accept",
        "connect",
        "__libc_connect",
        "poll",
        "__poll",
        "__GI___poll",
        "ppoll",
        "select",
        "__select",
        "epoll_wait",
        "epoll_pwait",
        "__epoll_wait",
        "fsync",
        "kevent");
    put(
        ThreadState.PARKED,
        "pthread_cond_wait",
        "pthread_cond_timedwait",
        "__pthread_cond_wait",
        "__pthread_cond_timedwait",
        "__futex_abstimed_wait_common",
        "futex_wait_cancelable",
        "syscall",
        "__psynch_cvwait",
        "__psynch_mutexwait");
    put(ThreadState.SLEEPING, "nanosleep", "clock_nanosleep", "__clock_nanosleep", "usleep");
  }

  private final MethodTable methods;
  private final byte[] known;

  NativeCalls(MethodTable methods) {
    this.methods = methods;
    known = new byte[methods.size()];
  }

  private static void put(ThreadState state, String... names) {
    for (String name : names) {
      STATES.put(name, state);
    }
  }

  /** What a thread does whose top frame this is: {@link ThreadState#NATIVE} if it runs. */
  ThreadState state(int method) {
    if (known[method] == 0) {
      boolean ofLibrary = methods.className(method).contains(".so");
      String name = ofLibrary ? methods.name(method) : methods.qualifiedName(method);
      ThreadState state = STATES.getOrDefault(name, ThreadState.NATIVE);
      known[method] = (byte) (state.ordinal() + 1);
    }
    return VALUES[known[method] - 1];
  }
}
