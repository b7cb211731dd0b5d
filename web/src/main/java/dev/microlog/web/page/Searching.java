package dev.microlog.web.page;

import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.web.dom.Page;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The search over methods, threads and log: done again when what is searched for changes. */
final class Searching {
  /** Time that a person may take between two keys. */
  private static final double TYPING_MILLIS = 120;

  private final App app;
  private Listener listener = (text, isBad) -> {};
  private @Nullable Search result;
  private @Nullable Scene scene;
  private String text = "";
  private boolean onlyMine;
  private int pending = -1;

  Searching(App app) {
    this.app = app;
  }

  /** Hears how much was found. */
  interface Listener {
    void found(String text, boolean isBad);
  }

  void onResult(Listener listener) {
    this.listener = listener;
  }

  @Nullable Search result() {
    return result;
  }

  void update(@Nullable Scene newScene, ViewState state) {
    if (newScene == scene && state.search().equals(text) && state.onlyMine() == onlyMine) {
      return;
    }
    scene = newScene;
    text = state.search();
    onlyMine = state.onlyMine();
    if (pending >= 0) {
      Page.cancel(pending);
      pending = -1;
      app.busy().end();
    }
    if (text.isEmpty() || newScene == null) {
      result = null;
      listener.found("", false);
      return;
    }
    app.busy().begin();
    pending =
        Page.later(
            TYPING_MILLIS,
            () -> {
              pending = -1;
              search(newScene);
              app.busy().end();
            });
  }

  private void search(Scene in) {
    try {
      Search found =
          Search.of(
              in.spans(onlyMine),
              Selection.all(in.timeline()),
              Pattern.compile(text, Pattern.CASE_INSENSITIVE));
      result = found;
      listener.found(
          Words.found(found.spanCount(), found.spanMicros(), found.markers().length), false);
    } catch (PatternSyntaxException e) {
      result = null;
      listener.found(Words.BAD_PATTERN, true);
    }
    app.searched();
  }
}
