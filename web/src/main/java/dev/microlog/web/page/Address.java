package dev.microlog.web.page;

import dev.microlog.web.dom.Page;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.state.ViewStateCodec;
import dev.microlog.web.widget.Busy;

/**
 * The address bar as the keeper of the view state and of its history. A page that was exported to a
 * file keeps its state behind {@code #}, because there is no server that knows paths.
 */
final class Address {
  private static final double SETTLED_MILLIS = 350;

  private final ViewStateCodec codec = new ViewStateCodec(Page::encode, Page::decode);
  private final Busy busy;
  private final boolean isFile;
  private final Runnable stepped;
  private int pending = -1;
  private int lastStep = Page.step();
  private ViewState settled = ViewState.EMPTY;

  /**
   * @param stepped is run when a movement has become a step
   */
  Address(Busy busy, boolean isFile, Runnable stepped) {
    this.busy = busy;
    this.isFile = isFile;
    this.stepped = stepped;
  }

  ViewState read() {
    flushNothing();
    String address = isFile ? Page.decode(Page.hash().replace("#", "")) : Page.address();
    return codec.read(isFile ? "/log/" + address : address);
  }

  private void flushNothing() {
    if (pending >= 0) {
      Page.cancel(pending);
      pending = -1;
      busy.end();
    }
  }

  /** Writes a state that is a step one can go back from. */
  void push(ViewState state) {
    flushNothing();
    write(state, false);
  }

  /** Writes a state in the place of the one before. */
  void replace(ViewState state) {
    flushNothing();
    write(state, true);
  }

  /** A state on the way: once moving has ended, the last one becomes a step. */
  void moving(ViewState state) {
    settled = state;
    if (pending >= 0) {
      Page.cancel(pending);
    } else {
      busy.begin();
    }
    pending =
        Page.later(
            SETTLED_MILLIS,
            () -> {
              pending = -1;
              write(settled, false);
              stepped.run();
              busy.end();
            });
  }

  private void write(ViewState state, boolean replace) {
    String url = url(state);
    if (!isFile && url.equals(Page.address())) {
      return;
    }
    int step = Page.step() + (replace ? 0 : 1);
    if (!replace) {
      lastStep = step;
    }
    Page.address(url, replace, step);
  }

  /** Whether there is a step of this page to go back to. */
  boolean canUndo() {
    return Page.step() > 0;
  }

  boolean canRedo() {
    return Page.step() < lastStep;
  }

  String url(ViewState state) {
    String url = codec.write(state);
    return isFile ? "#" + Page.encode(url.substring(url.startsWith("/log/") ? 5 : 1)) : url;
  }
}
