package dev.microlog.server.store.bucket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does what is to be done with the objects of a bucket, a few of them at a time. */
final class Transfers {
  static final int AT_ONCE = 4;

  private Transfers() {}

  /** What is done with one thing. */
  interface Action<T> {
    void apply(T thing) throws IOException;
  }

  /**
   * Returns when all are done. After a failure no other is begun.
   *
   * @throws IOException the first failure
   */
  static <T> void forEach(List<T> things, Action<T> action) throws IOException {
    if (things.isEmpty()) {
      return;
    }
    var failed = new AtomicBoolean();
    List<Future<?>> begun = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, things.size()),
            Thread.ofPlatform().daemon().name("microlog-bucket-", 1).factory())) {
      for (T thing : things) {
        begun.add(
            threads.submit(
                () -> {
                  if (!failed.get()) {
                    boolean done = false;
                    try {
                      action.apply(thing);
                      done = true;
                    } finally {
                      failed.compareAndSet(false, !done);
                    }
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : begun) {
      result(each);
    }
  }

  private static void result(Future<?> done) throws IOException {
    try {
      done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
