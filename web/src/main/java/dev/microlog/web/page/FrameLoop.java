package dev.microlog.web.page;

import dev.microlog.web.dom.Page;

/** Paints once per frame of the screen, and only when something changed. */
final class FrameLoop {
  private final Runnable paint;
  private final Busy busy;
  private boolean requested;

  FrameLoop(Runnable paint, Busy busy) {
    this.paint = paint;
    this.busy = busy;
  }

  void request() {
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
