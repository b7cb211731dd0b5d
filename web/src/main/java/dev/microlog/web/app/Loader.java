package dev.microlog.web.app;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.codec.MalformedTimelineException;
import dev.microlog.timeline.codec.TimelineDecoder;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.View;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Notice;
import org.jspecify.annotations.Nullable;

/** Fetches and decodes the chosen recording, and stands in its place until it is there. */
final class Loader implements View {
  private static final int CONVERTING = 202;

  private final PageContext page;
  private final Element element = Element.of("div", "view");
  private ViewState wanted = ViewState.EMPTY;
  private Http.@Nullable Call running;

  /** Whether the recording was not there, or not ready, when it was asked for. */
  private boolean awaited;

  /** How large the file was by the list when it was asked for; -1 if the list was not there yet. */
  private double bytes = -1;

  Loader(PageContext page) {
    this.page = page;
  }

  Element element() {
    return element;
  }

  private void load(ViewState state) {
    wanted = state;
    awaited = false;
    if (running != null) {
      running.cancel();
      running = null;
      page.busy().end();
    }
    if (!state.hasRecording()) {
      return;
    }
    notice(Words.LOADING, state.app());
    page.busy().begin();
    if (page.embedded().isPresent()) {
      Http.gunzip(page.embedded().text("timeline"), this::decode, this::broken);
    } else {
      fetch(state);
    }
  }

  private void fetch(ViewState state) {
    RecordingEntry entry = page.recordings().find(state.app(), state.id());
    bytes = entry == null ? -1 : entry.bytes();
    running =
        Http.bytes(
            Api.recording(state.app(), state.id()),
            new Http.Answer<>() {
              @Override
              public void done(byte[] content) {
                running = null;
                decode(content);
              }

              @Override
              public void failed(int status, String problem) {
                running = null;
                bytes = -1;
                fail(status, problem);
                page.busy().end();
              }

              @Override
              public void progress(double bytes, double total) {
                if (page.recording().scene() == null) {
                  showProgress(bytes, total);
                }
              }
            });
  }

  private void decode(byte[] content) {
    Page.mark("microlog:response");
    try {
      Timeline timeline = TimelineDecoder.decode(content);
      Page.mark("microlog:decoded");
      element.hidden(true);
      double start = Page.now();
      page.recording().loaded(timeline);
      Page.measure("microlog:scene", start, Page.now());
    } catch (MalformedTimelineException e) {
      broken(e.getMessage());
      return;
    }
    page.busy().end();
  }

  private void broken(@Nullable String why) {
    notice(Words.DAMAGED, why == null ? "" : why, Words.DAMAGED_ADVICE);
    page.busy().end();
  }

  private void fail(int status, String problem) {
    if (page.recording().scene() != null) {
      return;
    }
    if (status == CONVERTING) {
      awaited = true;
      Element progress = Element.of("progress").label(Words.CONVERTING);
      element
          .hidden(false)
          .clear()
          .add(Notice.of(Words.CONVERTING, wanted.app(), Words.CONVERTING_ADVICE).add(progress));
    } else if (status == 404) {
      awaited = true;
      notice(Words.NOT_FOUND, wanted.app() + " / " + wanted.id(), Words.NOT_FOUND_ADVICE);
    } else if (status == 0) {
      notice(Words.LOST_CONNECTION, Words.LOST_CONNECTION_ADVICE);
    } else {
      notice(Words.NOT_LOADED, Api.problem(problem, Words.status(status)));
    }
  }

  /** Looks whether what is waited for is ready, or what is shown has grown. */
  void recordingsChanged() {
    RecordingEntry entry = page.recordings().find(wanted.app(), wanted.id());
    if (!wanted.hasRecording()) {
      empty();
      return;
    }
    if (entry == null || running != null) {
      return;
    }
    boolean ready = awaited && entry.state() != RecordingEntry.State.CONVERTING;
    Scene scene = page.recording().scene();
    boolean grown = scene != null && !scene.timeline().complete() && entry.bytes() != bytes;
    if (ready || grown) {
      awaited = false;
      page.busy().begin();
      fetch(wanted);
    }
  }

  private void empty() {
    if (page.recordings().isLoaded() && page.recordings().entries().isEmpty()) {
      element.hidden(false).clear();
      Element notice = Notice.of(Words.EMPTY_STORE, Words.emptyStore(page.recordings().store()));
      notice.add(Notice.command(Words.COMMAND_DEMO));
      notice.add(Notice.command(Words.COMMAND_RECORD));
      notice.add(Notice.command(Words.COMMAND_ATTACH));
      notice.add(Element.of("div", "dim", Words.OR_DROP));
      element.add(notice);
    } else if (!page.recordings().isConnected()) {
      notice(Words.LOST_CONNECTION, Words.LOST_CONNECTION_ADVICE);
    }
  }

  private void notice(String title, String... lines) {
    element.hidden(false).clear().add(Notice.of(title, lines));
  }

  private void showProgress(double bytes, double total) {
    Element progress = Element.of("progress").label(Words.LOADING);
    if (total > 0) {
      progress.attribute("max", "100").attribute("value", Format.fixed(bytes / total * 100, 0));
    }
    element.clear().add(Notice.of(Words.LOADING, Format.bytes(bytes)).add(progress));
  }

  @Override
  public void show(ViewState state, ViewState before) {
    if (!state.isSameRecording(before)) {
      load(state);
    }
    if (page.recording().scene() != null) {
      element.hidden(true);
    }
  }
}
