package dev.microlog.web.page.timeline;

import dev.microlog.web.dom.Input;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Range;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.Track;
import org.jspecify.annotations.Nullable;

/** What keys do on the timeline. */
final class TimelineKeys {
  private static final double KEY_PAN = 0.15;
  private static final double KEY_ZOOM = 1.4;

  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final TimelinePlaces places;
  private final TimelinePopups popups;
  private final TimelineMenus menus;

  TimelineKeys(
      PageContext page,
      TimelineCanvas canvas,
      TimelinePlaces places,
      TimelinePopups popups,
      TimelineMenus menus) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
    this.places = places;
    this.popups = popups;
    this.menus = menus;
  }

  /** Whether the key meant something. */
  boolean key(Input input) {
    if (input.isInField()) {
      return false;
    }
    if (input.control()) {
      return controlKey(input);
    }
    if (input.alt()) {
      return false;
    }
    CallPopup popup = popups.call();
    if (input.shift() && input.key().startsWith("Arrow")) {
      return popup.step(input.key());
    }
    switch (input.key()) {
      case "w", "W", "+", "=" -> navigation.zoom(1 / KEY_ZOOM);
      case "s", "S", "-" -> navigation.zoom(KEY_ZOOM);
      case "a", "A", "ArrowLeft" -> navigation.pan(-KEY_PAN);
      case "d", "D", "ArrowRight" -> navigation.pan(KEY_PAN);
      case "ArrowUp" -> canvas.scrollBy(-45);
      case "ArrowDown" -> canvas.scrollBy(45);
      case "PageUp" -> canvas.scrollBy(-300);
      case "PageDown" -> canvas.scrollBy(300);
      case "0" -> navigation.go(navigation.state().withWindow(null));
      case "f", "F" -> fit();
      case "Escape" -> {
        return escape();
      }
      case "n" -> page.searching().step(1);
      case "N" -> page.searching().step(-1);
      case "g" -> popups.finding().step(1);
      case "G" -> popups.finding().step(-1);
      case "." -> places.stepMarker(1);
      case "," -> places.stepMarker(-1);
      case "r", "R" -> navigation.go(navigation.state().withSelection(navigation.window()));
      case "z" -> navigation.undo();
      case "Z" -> navigation.redo();
      case "j" -> places.stepTrack(1);
      case "k" -> places.stepTrack(-1);
      case "t" -> toggle(canvas.trackWithKeyboard());
      case "p" -> pin(canvas.trackWithKeyboard());
      case "h" -> hide(canvas.trackWithKeyboard());
      case "ContextMenu" -> menus.openAtKeyboard();
      case "Enter" -> {
        return !input.isOnControl() && popup.focus();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean controlKey(Input input) {
    String key = input.key();
    if (key.equals("z")) {
      navigation.undo();
      return true;
    }
    if (key.equals("y") || key.equals("Z")) {
      navigation.redo();
      return true;
    }
    return false;
  }

  private void toggle(@Nullable Track track) {
    if (track != null) {
      navigation.go(navigation.state().withToggled(track.key()));
    }
  }

  private void pin(@Nullable Track track) {
    if (track != null) {
      navigation.go(navigation.state().withPinned(track.key(), !track.isPinned()));
    }
  }

  private void hide(@Nullable Track track) {
    if (track != null) {
      navigation.go(navigation.state().withHidden(track.key(), true));
    }
  }

  private void fit() {
    Range wanted = navigation.state().selection();
    if (wanted == null) {
      wanted = popups.call().range();
    }
    Scene scene = page.recording().scene();
    if (wanted != null && scene != null) {
      navigation.go(navigation.state().withWindow(wanted.widened(0.1).within(scene.all())));
    } else {
      navigation.go(navigation.state().withWindow(null));
    }
  }

  private boolean escape() {
    if (popups.close()) {
      return true;
    }
    if (navigation.state().selection() != null) {
      navigation.go(navigation.state().withSelection(null));
      return true;
    }
    return false;
  }
}
