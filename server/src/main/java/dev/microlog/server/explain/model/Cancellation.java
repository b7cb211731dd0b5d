package dev.microlog.server.explain.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets one thread end what another one waits for. */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable action;

  /** Ends it; does nothing the second time. */
  public void cancel() {
    Runnable run;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      run = action;
      notifyAll();
    }
    if (run != null) {
      run.run();
    }
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * What ends the work that is now under way, in place of an earlier action; runs at once if
   * cancelled.
   */
  public void onCancel(Runnable action) {
    synchronized (this) {
      this.action = action;
      if (!cancelled) {
        return;
      }
    }
    action.run();
  }

  /**
   * Waits for that time, or until it is cancelled or the thread is interrupted.
   *
   * @return whether it is cancelled now
   */
  public synchronized boolean await(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      long left = end - System.nanoTime();
      while (!cancelled && left > 0) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancelled = true;
    }
    return cancelled;
  }
}
