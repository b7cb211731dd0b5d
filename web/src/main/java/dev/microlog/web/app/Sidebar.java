package dev.microlog.web.app;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.LocalFile;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.View;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.widget.Dialog;
import dev.microlog.web.widget.TokenDialog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The recordings at the left, by application; files are dropped here, or anywhere. */
final class Sidebar implements View {
  private final PageContext page;
  private final Navigation navigation;
  private final Element element = Element.of("nav", "sidebar").label(Words.RECORDINGS);
  private final Element filter = Element.of("input").attribute("type", "search");
  private final Element list = Element.of("div", "recordings");
  private final Element drop = Element.of("div", "drop");
  private final Element chooser =
      Element.of("input").attribute("type", "file").attribute("accept", ".jfr,.microlog");
  private final List<Element> links = new ArrayList<>();
  private int drags;
  private String revealed = "";

  Sidebar(PageContext page) {
    this.page = page;
    navigation = page.navigation();
    filter.attribute("placeholder", Words.FILTER_RECORDINGS).label(Words.FILTER_RECORDINGS);
    filter.onInput(this::fill);
    element.on("keydown", this::walk);
    chooser.hidden(true);
    chooser.on("change", this::uploadChosen);
    drop.add(
        Element.of("div").text(Words.DROP_HERE),
        Element.button("link", Words.CHOOSE_FILE, chooser::click),
        chooser);
    element.add(filter, list, drop);
    Page.on("dragenter", input -> dragging(input, 1));
    Page.on("dragleave", input -> dragging(input, -1));
    Page.on("dragover", Input::preventDefault);
    Page.on(
        "drop",
        input -> {
          input.preventDefault();
          drags = 0;
          Page.body().toggleClass("dragging", false);
          upload(input);
        });
  }

  Element element() {
    return element;
  }

  static void toggleMenu() {
    Element body = Page.body();
    boolean open = !body.attribute("class").contains("menu-open");
    body.toggleClass("menu-open", open);
  }

  private void dragging(Input input, int step) {
    input.preventDefault();
    drags += step;
    Page.body().toggleClass("dragging", drags > 0);
  }

  /** Forgets the choice at once, so that the same file can be chosen again. */
  private void uploadChosen(Input input) {
    upload(input);
    chooser.value("");
  }

  private void upload(Input input) {
    LocalFile file = input.file();
    if (file == null) {
      return;
    }
    String name = file.name();
    if (!name.endsWith(".jfr") && !name.endsWith(".microlog")) {
      page.toasts().error(Words.notARecording(name));
      return;
    }
    send(file, name);
  }

  private void send(LocalFile file, String name) {
    Element progress = Element.of("progress").attribute("max", "100").label(Words.uploading(name));
    Element text = Element.of("div").text(Words.uploading(name));
    Element box = Element.of("div").add(text, progress);
    drop.add(box);
    page.busy().begin();
    Http.upload(
        Api.upload(name),
        file,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            box.remove();
            Json entry = Json.parse(content);
            page.recordings().fetch();
            navigation.openRecording(entry.text("app"), entry.text("id"));
            page.busy().end();
          }

          @Override
          public void failed(int status, String problem) {
            box.remove();
            if (status == Http.UNAUTHORIZED) {
              TokenDialog.open(() -> send(file, name));
            } else {
              String why = Api.problem(problem, Words.status(status));
              page.toasts().error(Words.notUploaded(name, why));
            }
            page.busy().end();
          }

          @Override
          public void progress(double bytes, double total) {
            if (total > 0) {
              progress.attribute("value", Format.fixed(bytes / total * 100, 0));
              text.text(
                  bytes < total
                      ? Words.uploading(name) + " " + Format.bytes(bytes)
                      : Words.CONVERTING);
            }
          }
        });
  }

  private void walk(Input input) {
    int step = input.key().equals("ArrowDown") ? 1 : input.key().equals("ArrowUp") ? -1 : 0;
    if (step == 0 || links.isEmpty()) {
      return;
    }
    input.preventDefault();
    input.stop();
    int current = -1;
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).attribute("aria-current").equals("true")) {
        current = i;
      }
    }
    int next = Math.max(0, Math.min(links.size() - 1, current + step));
    links.get(next).click();
    links.get(next).focus();
  }

  @Override
  public void show(ViewState state, ViewState before) {
    if (state.equals(before) || !state.isSameRecording(before)) {
      fill();
    }
  }

  private void fill() {
    String wanted = filter.value().toLowerCase(Locale.ROOT);
    Map<String, List<RecordingEntry>> apps = new LinkedHashMap<>();
    for (RecordingEntry entry : page.recordings().entries()) {
      if ((entry.app() + " " + entry.when()).toLowerCase(Locale.ROOT).contains(wanted)) {
        apps.computeIfAbsent(entry.app(), name -> new ArrayList<>()).add(entry);
      }
    }
    boolean hadFocus = list.hasFocus();
    list.clear();
    links.clear();
    for (Map.Entry<String, List<RecordingEntry>> group : apps.entrySet()) {
      list.add(Element.of("h2").text(group.getKey()).hint(group.getKey()));
      group.getValue().sort((a, b) -> rank(a) - rank(b));
      for (RecordingEntry entry : group.getValue()) {
        list.add(row(entry));
      }
    }
    if (apps.isEmpty() && page.recordings().isLoaded()) {
      list.add(Element.of("div", "dim", wanted.isEmpty() ? Words.NO_RECORDINGS : Words.NO_MATCH));
    }
    if (!page.recordings().isConnected()) {
      list.add(Element.of("div", "failed", Words.LOST_CONNECTION).role("alert"));
    }
    for (Element link : links) {
      if (link.attribute("aria-current").equals("true")) {
        if (hadFocus) {
          link.focus();
        }
        reveal(link);
      }
    }
  }

  /** Scrolls to the recording that is shown, once for each: whoever scrolls on is left alone. */
  private void reveal(Element link) {
    String shown = navigation.state().app() + "/" + navigation.state().id();
    if (shown.equals(revealed)) {
      return;
    }
    revealed = shown;
    double above = link.top() - list.top();
    double below = above + link.height() - list.height();
    if (above < 0 || below > 0) {
      list.scrollTop(list.scrollTop() + above - list.height() / 2);
    }
  }

  /** Live ones first; otherwise the order is the server's. */
  private static int rank(RecordingEntry entry) {
    return entry.state() == RecordingEntry.State.LIVE ? 0 : 1;
  }

  private Element row(RecordingEntry entry) {
    ViewState state = navigation.state();
    boolean current = entry.app().equals(state.app()) && entry.id().equals(state.id());
    Element row =
        Element.of("a", "recording")
            .attribute("href", navigation.url(state.withRecording(entry.app(), entry.id())))
            .attribute("aria-current", current ? "true" : "false")
            .hint(Words.recordingHint(entry));
    boolean live = entry.state() == RecordingEntry.State.LIVE;
    Element when = Element.of("span", live ? "when live" : "when");
    when.text((live ? "● " : "") + (live ? Words.LIVE : entry.when()));
    String size =
        switch (entry.state()) {
          case LIVE -> Format.millis(entry.durationMillis());
          case CONVERTING -> "…";
          case FAILED -> Words.FAILED;
          case READY -> Format.bytes(entry.bytes());
        };
    boolean failed = entry.state() == RecordingEntry.State.FAILED;
    row.add(when, Element.of("span", failed ? "size hides failed" : "size hides", size));
    if (!live) {
      row.add(deleteButton(entry));
    }
    row.on(
        "click",
        input -> {
          if (!input.control() && !input.shift()) {
            input.preventDefault();
            navigation.openRecording(entry.app(), entry.id());
          }
        });
    links.add(row);
    return row;
  }

  private Element deleteButton(RecordingEntry entry) {
    Element button = Element.of("button", "delete", Words.CLOSE_SIGN).attribute("type", "button");
    button.label(Words.DELETE).hint(Words.DELETE);
    button.on(
        "click",
        input -> {
          input.preventDefault();
          input.stop();
          Dialog.confirm(Words.deleteQuestion(entry), Words.DELETE, () -> delete(entry));
        });
    return button;
  }

  private void delete(RecordingEntry entry) {
    page.busy().begin();
    Http.text(
        "DELETE",
        Api.recording(entry.app(), entry.id()),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            page.recordings().fetch();
            if (navigation.state().app().equals(entry.app())
                && navigation.state().id().equals(entry.id())) {
              navigation.go(ViewState.EMPTY);
            }
            page.busy().end();
          }

          @Override
          public void failed(int status, String problem) {
            if (status == Http.UNAUTHORIZED) {
              TokenDialog.open(() -> delete(entry));
            } else {
              page.toasts().error(Api.problem(problem, Words.status(status)));
            }
            page.busy().end();
          }
        });
  }
}
