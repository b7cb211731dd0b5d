package dev.microlog.web.page.explain;

import dev.microlog.web.dom.Http;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.page.Explaining;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import java.util.function.BooleanSupplier;

/** Where evidence and explanations of what is selected come from: the server, or this file. */
final class ExplanationSource {
  private final PageContext page;

  ExplanationSource(PageContext page) {
    this.page = page;
  }

  /**
   * The selected range, and the call that was asked about if it is still the same.
   *
   * @param first stands before it if there is something
   */
  String query(String first) {
    Range range = page.navigation().state().selection();
    Explaining.Subject about = page.explaining().subject();
    if (range == null) {
      return "";
    }
    String query = first + "from=" + Format.fixed(range.startMicros(), 0);
    query += "&to=" + Format.fixed(range.endMicros(), 0);
    if (about != null && about.thread() >= 0) {
      query += "&thread=" + about.thread();
    }
    return about != null && about.method() >= 0 ? query + "&method=" + about.method() : query;
  }

  /** The query as members of an object. */
  String members() {
    StringBuilder members = new StringBuilder();
    for (String pair : query("").split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        members.append(",\"").append(pair, 0, equals).append("\":");
        members.append(pair.substring(equals + 1));
      }
    }
    return members.toString();
  }

  /** What receives an answer. */
  interface Use {
    void use(Json json);
  }

  /**
   * Gets an answer; one that comes when it is no longer wanted is dropped.
   *
   * @param embedded what it is called in a file
   * @param otherwise is run if there is none
   */
  void get(String part, String embedded, BooleanSupplier wanted, Use use, Runnable otherwise) {
    if (page.embedded().isPresent()) {
      take(page.embedded().text(embedded), use, otherwise);
      return;
    }
    page.busy().begin();
    Http.text(
        "GET",
        Api.part(page.navigation().state().app(), page.navigation().state().id(), part),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            if (wanted.getAsBoolean()) {
              take(content, use, otherwise);
            }
            page.busy().end();
          }

          @Override
          public void failed(int code, String text) {
            if (wanted.getAsBoolean()) {
              otherwise.run();
            }
            page.busy().end();
          }
        });
  }

  private static void take(String content, Use use, Runnable otherwise) {
    if (content.isEmpty()) {
      otherwise.run();
    } else {
      use.use(Json.parse(content));
    }
  }
}
