package dev.microlog.web.page;

import dev.microlog.web.widget.Busy;
import dev.microlog.web.widget.Clipboard;
import dev.microlog.web.widget.Theme;
import dev.microlog.web.widget.Tip;
import dev.microlog.web.widget.Toasts;

/** What every view is given: one of each collaborator, and nothing that they do themselves. */
public final class PageContext {
  private final Busy busy = new Busy();
  private final Tip tip = new Tip();
  private final Toasts toasts = new Toasts();
  private final Clipboard clipboard = new Clipboard(toasts);
  private final Embedded embedded = new Embedded();
  private final Views views = new Views();
  private final Theme theme = new Theme(views::sceneChanged);
  private final Sources sources = new Sources(views::sceneChanged);
  private final Recordings recordings = new Recordings(busy, embedded);
  private final Navigation navigation = new Navigation(busy, embedded.isPresent(), views);
  private final OpenRecording recording = new OpenRecording(navigation, views, busy);
  private final Searching searching = new Searching(navigation, recording, busy, toasts);
  private final Explaining explaining = new Explaining(navigation);
  private final LogPlace logPlace = new LogPlace(navigation);
  private final Downloads downloads = new Downloads(navigation, embedded);

  public PageContext() {
    views.add(recording);
    views.add(searching);
  }

  public Busy busy() {
    return busy;
  }

  public Tip tip() {
    return tip;
  }

  public Toasts toasts() {
    return toasts;
  }

  public Clipboard clipboard() {
    return clipboard;
  }

  public Embedded embedded() {
    return embedded;
  }

  public Views views() {
    return views;
  }

  public Theme theme() {
    return theme;
  }

  public Sources sources() {
    return sources;
  }

  /** The list of all recordings. */
  public Recordings recordings() {
    return recordings;
  }

  public Navigation navigation() {
    return navigation;
  }

  /** The one that is open. */
  public OpenRecording recording() {
    return recording;
  }

  public Searching searching() {
    return searching;
  }

  public Explaining explaining() {
    return explaining;
  }

  public LogPlace logPlace() {
    return logPlace;
  }

  public Downloads downloads() {
    return downloads;
  }
}
