package dev.microlog.web.page;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Packages;
import dev.microlog.web.dom.Page;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Busy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recording that is open, as a scene in which the chosen packages are the program's own. */
public final class OpenRecording implements View {
  /** So long one piece of work in the background may take. */
  private static final double SLICE_MILLIS = 8;

  private final Navigation navigation;
  private final Views views;
  private final Busy busy;
  private @Nullable Timeline timeline;
  private @Nullable Scene scene;
  private boolean lookingForFindings;

  OpenRecording(Navigation navigation, Views views, Busy busy) {
    this.navigation = navigation;
    this.views = views;
    this.busy = busy;
  }

  /** Null while none is open, or while it is loaded. */
  public @Nullable Scene scene() {
    return scene;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    if (!state.isSameRecording(before)) {
      timeline = null;
      makeScene();
    } else if (!state.packages().equals(before.packages())) {
      makeScene();
    }
  }

  /** The timeline of the chosen recording is there, or grew. */
  public void loaded(Timeline loaded) {
    timeline = loaded;
    makeScene();
    views.sceneChanged();
  }

  private void makeScene() {
    Timeline loaded = timeline;
    List<String> packages = navigation.state().packages();
    scene =
        loaded == null
            ? null
            : new Scene(packages.isEmpty() ? loaded : Packages.withYours(loaded, packages));
    navigation.whole(scene == null ? null : scene.all());
  }

  /**
   * Looks for findings once the timeline was painted, in slices of {@value #SLICE_MILLIS} ms, so
   * that the page stays quick meanwhile.
   */
  public void lookForFindings() {
    Scene current = scene;
    if (!lookingForFindings && current != null && current.knownFindings() == null) {
      lookingForFindings = true;
      busy.begin();
      Page.later(0, () -> lookForFindings(current));
    }
  }

  private void lookForFindings(Scene in) {
    double until = Page.now() + SLICE_MILLIS;
    boolean more = in == scene;
    while (more && Page.now() < until) {
      more = in.lookForFindings();
    }
    if (more) {
      Page.later(0, () -> lookForFindings(in));
      return;
    }
    lookingForFindings = false;
    if (in == scene) {
      navigation.refresh();
    } else {
      lookForFindings();
    }
    busy.end();
  }
}
