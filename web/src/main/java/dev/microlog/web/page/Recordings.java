package dev.microlog.web.page;

import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.widget.Busy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's list of recordings, kept up to date by its events. */
public final class Recordings {
  private static final double RETRY_MILLIS = 2000;

  private final Busy busy;
  private final Embedded embedded;
  private Runnable changed = () -> {};
  private List<RecordingEntry> entries = List.of();
  private String store = "";
  private boolean isLoaded;
  private boolean isConnected = true;
  private boolean retrying;

  Recordings(Busy busy, Embedded embedded) {
    this.busy = busy;
    this.embedded = embedded;
  }

  public void onChange(Runnable changed) {
    this.changed = changed;
  }

  public void start() {
    if (embedded.isPresent()) {
      isLoaded = true;
      entries =
          List.of(
              new RecordingEntry(
                  embedded.app(), embedded.id(), "", 0, 0, RecordingEntry.State.READY, "", ""));
      changed.run();
      return;
    }
    fetch();
    Http.events(
        Api.EVENTS,
        new String[] {"recordings"},
        (type, data) -> {
          if (type.equals("error")) {
            lost();
          } else if (!type.equals("open") || !isConnected) {
            fetch();
          }
        });
  }

  public void fetch() {
    busy.begin();
    Http.text(
        "GET",
        Api.RECORDINGS,
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            read(Json.parse(content));
            busy.end();
          }

          @Override
          public void failed(int status, String problem) {
            lost();
            busy.end();
          }
        });
  }

  private void read(Json answer) {
    entries = RecordingEntry.list(answer);
    store = answer.text("store");
    isLoaded = true;
    isConnected = true;
    changed.run();
  }

  private void lost() {
    isConnected = false;
    changed.run();
    if (!retrying) {
      retrying = true;
      Page.later(
          RETRY_MILLIS,
          () -> {
            retrying = false;
            if (!isConnected) {
              fetch();
            }
          });
    }
  }

  public List<RecordingEntry> entries() {
    return entries;
  }

  /** Where the server keeps them. */
  public String store() {
    return store;
  }

  public boolean isLoaded() {
    return isLoaded;
  }

  public boolean isConnected() {
    return isConnected;
  }

  /** The first of the list, which is the newest. */
  public RecordingEntry newest() {
    return entries.get(0);
  }

  public @Nullable RecordingEntry find(String app, String id) {
    for (RecordingEntry entry : entries) {
      if (entry.app().equals(app) && entry.id().equals(id)) {
        return entry;
      }
    }
    return null;
  }
}
