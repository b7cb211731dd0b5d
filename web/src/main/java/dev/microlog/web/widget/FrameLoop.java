package dev.microlog.web.widget;

import dev.microlog.web.dom.Page;

/** Paints once per frame of the screen, and only when something changed. */
public final class FrameLoop {
  private final Runnable paint;
  private final Busy busy;
  private boolean requested;

  public FrameLoop(Runnable paint, Busy busy) {
    this.paint = paint;
    this.busy = busy;
  }

  public void request() {
    if (!requested) {
      requested = true;
      busy.begin();
      Page.nextFrame(this::frame);
    }
  }

  private void frame() {
    requested = false;
    try {
      double start = Page.now();
      paint.run();
      Page.measure("microlog:frame", start, Page.now());
    } finally {
      busy.end();
    }
  }
}
