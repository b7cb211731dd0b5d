package dev.microlog.cli;

import java.util.Locale;

/**
 * A bar on a terminal that follows long work, and nothing at all elsewhere:
 *
 * <pre>
 * Converting  [###########.............]  46%
 * </pre>
 */
final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 30;
  private static final long LEAST_PAUSE_NANOS = 50_000_000;

  private final Terminal terminal;
  private final String what;
  private long lastNanos;
  private boolean shown;

  ProgressBar(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  /** Shows how much is done, at most twenty times a second. */
  synchronized void show(double done, double total) {
    long now = System.nanoTime();
    if (!terminal.interactive() || (shown && now - lastNanos < LEAST_PAUSE_NANOS)) {
      return;
    }
    lastNanos = now;
    shown = true;
    double share = total <= 0 ? 0 : Math.clamp(done / total, 0.0, 1.0);
    int full = (int) (share * CELLS);
    terminal
        .err()
        .print(
            String.format(
                Locale.ROOT,
                "\r%s  [%s%s] %3d%%",
                what,
                "#".repeat(full),
                ".".repeat(CELLS - full),
                (int) (share * 100)));
    terminal.err().flush();
  }

  /** Removes the bar. */
  @Override
  public synchronized void close() {
    if (shown) {
      terminal.err().print("\r" + " ".repeat(what.length() + CELLS + 9) + "\r");
      terminal.err().flush();
    }
  }
}
