package dev.microlog.web.page;

import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;

/** Saves the open recording, and what is made from it, as files named after it. */
public final class Downloads {
  private final Navigation navigation;
  private final Embedded embedded;

  Downloads(Navigation navigation, Embedded embedded) {
    this.navigation = navigation;
    this.embedded = embedded;
  }

  /** The recording's part of a file's name: {@code shop-2026_11_22_06_31_51}. */
  public String name() {
    return navigation.state().app() + "-" + navigation.state().id();
  }

  /** Saves a text as a file whose name ends like that. */
  public void save(String ending, String mediaType, String text) {
    Page.save(name() + ending, mediaType, text);
  }

  /** Saves the recording as it is in the store. */
  public void recording() {
    ViewState state = navigation.state();
    if (state.hasRecording() && !embedded.isPresent()) {
      Page.download(Api.recording(state.app(), state.id()) + ".microlog", name() + ".microlog");
    }
  }

  /** Saves the recording, or the selected range, as one page that needs no server. */
  public void html() {
    ViewState state = navigation.state();
    if (!state.hasRecording() || embedded.isPresent()) {
      return;
    }
    Range range = state.selection();
    String part =
        range == null
            ? ""
            : "&from="
                + Format.fixed(range.startMicros() / 1e6, 6)
                + "s&to="
                + Format.fixed(range.endMicros() / 1e6, 6)
                + "s";
    Page.download(
        Api.part(state.app(), state.id(), "export?format=html" + part),
        name() + (range == null ? ".html" : ".part.html"));
  }
}
