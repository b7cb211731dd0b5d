package dev.microlog.server.explain.facts;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import java.util.Set;

/**
 * Tells waiting for work, or for other threads to end, from waiting in the middle of work: a pool's
 * thread that has nothing to do is no problem, however long it waits.
 */
final class Idleness {
  private static final Set<String> METHODS =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor.getTask",
          "java.util.concurrent.ForkJoinPool.awaitWork",
          "java.util.concurrent.ForkJoinPool.awaitTermination",
          "java.util.concurrent.ThreadPerTaskExecutor.awaitTermination",
          "java.util.concurrent.ArrayBlockingQueue.take",
          "java.util.concurrent.ArrayBlockingQueue.poll",
          "java.util.concurrent.LinkedBlockingQueue.take",
          "java.util.concurrent.LinkedBlockingQueue.poll",
          "java.util.concurrent.LinkedBlockingDeque.takeFirst",
          "java.util.concurrent.LinkedBlockingDeque.pollFirst",
          "java.util.concurrent.LinkedTransferQueue.take",
          "java.util.concurrent.LinkedTransferQueue.poll",
          "java.util.concurrent.PriorityBlockingQueue.take",
          "java.util.concurrent.PriorityBlockingQueue.poll",
          "java.util.concurrent.DelayQueue.take",
          "java.util.concurrent.DelayQueue.poll",
          "java.util.concurrent.SynchronousQueue.take",
          "java.util.concurrent.SynchronousQueue.poll",
          "io.helidon.webserver.http1.Http1Prologue.readPrologue",
          "org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
          "java.lang.ref.ReferenceQueue.remove",
          "java.lang.ref.ReferenceQueue.remove0",
          "java.lang.ref.Reference.waitForReferencePendingList",
          "java.util.TimerThread.mainLoop",
          "java.lang.Thread.join",
          "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
          "java.net.ServerSocket.accept",
          "java.net.ServerSocket.implAccept",
          "sun.nio.ch.ServerSocketChannelImpl.accept",
          "sun.nio.ch.NioSocketImpl.accept",
          "sun.nio.ch.SelectorImpl.select",
          "sun.nio.ch.SelectorImpl.lockAndDoSelect",
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.KQueue.poll",
          "sun.nio.ch.WEPoll.wait",
          "sun.nio.fs.LinuxWatchService.poll",
          "jdk.internal.misc.Signal.run",
          "jdk.jfr.internal.PlatformRecorder.periodicTask",
          "jdk.jfr.internal.PlatformRecorder.takeNap");

  private final boolean[] idle;

  Idleness(Timeline timeline) {
    MethodTable methods = timeline.methods();
    boolean[] idleMethod = new boolean[methods.size()];
    for (int method = 0; method < idleMethod.length; method++) {
      idleMethod[method] = METHODS.contains(methods.qualifiedName(method));
    }
    idle = new boolean[timeline.stacks().size()];
    for (int node = 0; node < idle.length; node++) {
      int parent = timeline.stacks().parent(node);
      idle[node] = (parent >= 0 && idle[parent]) || idleMethod[timeline.methodAt(node)];
    }
    this.methods = idleMethod;
  }

  private final boolean[] methods;

  /** Whether a stack is that of a thread that waits for work; false for -1. */
  boolean stack(int node) {
    return node >= 0 && idle[node];
  }

  /** Whether all below a method is waiting for work. */
  boolean method(int method) {
    return method >= 0 && methods[method];
  }
}
