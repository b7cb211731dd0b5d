package dev.microlog.web.page.explain;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.text.Words;
import dev.microlog.web.widget.Busy;
import dev.microlog.web.widget.TokenDialog;
import org.jspecify.annotations.Nullable;

/** The answer of a model while it comes, piece by piece. */
final class ComingAnswer {
  /** It is drawn no more often than that. */
  private static final double REDRAW_MILLIS = 80;

  private final Busy busy;
  private final Conversation conversation;
  private final Element scroll;
  private final Listener listener;
  private final Element element = Element.of("article", "turn").hidden(true);
  private Http.@Nullable Call running;
  private int requests;
  private String asked = "";
  private StringBuilder text = new StringBuilder();
  private boolean answered;
  private boolean failed;
  private double drawnAt;
  private boolean drawing;

  /** Hears how it goes on. */
  interface Listener {
    /** The server tries once more. */
    void retried(String why);

    void failed(String title, String detail);

    /** Nothing comes any more, for whatever reason. */
    void ended();

    /** The server wants a token; it is there when the same is to be asked once more. */
    void askAgain(String asked);
  }

  /**
   * @param scroll what scrolls with the answer as long as its end is in view
   */
  ComingAnswer(Busy busy, Conversation conversation, Element scroll, Listener listener) {
    this.busy = busy;
    this.conversation = conversation;
    this.scroll = scroll;
    this.listener = listener;
  }

  Element element() {
    return element;
  }

  boolean isRunning() {
    return running != null;
  }

  /** Whether the last one came to its end. */
  boolean isAnswered() {
    return answered;
  }

  /** Shows that an answer is awaited. */
  void await(String question, boolean isFirst) {
    asked = question;
    text = new StringBuilder();
    drawnAt = 0;
    failed = false;
    answered = false;
    element.toggleClass("first", isFirst);
    element.hidden(false);
    draw();
  }

  /** Asks for what is awaited. */
  void request(String address, String body) {
    busy.begin();
    int request = ++requests;
    running =
        Http.stream(
            address,
            body,
            (type, data) -> {
              if (request == requests) {
                streamed(type, data);
              }
            });
  }

  private void streamed(String type, String data) {
    switch (type) {
      case "token" -> {
        text.append(Json.parse(data).text());
        drawSoon();
      }
      case "retry" -> listener.retried(Json.parse(data).text("detail"));
      case "done" -> answered = true;
      case "error" -> {
        Json error = Json.parse(data);
        fail(error.text("title"), error.text("detail"));
      }
      case "failed", "unauthorized" -> fail(Api.problem(data, Words.NO_SERVER), "");
      case "cancelled" -> fail(Words.STOPPED, "");
      default -> {}
    }
    switch (type) {
      case "ended", "failed", "cancelled" -> end();
      case "unauthorized" -> {
        end();
        TokenDialog.open(() -> listener.askAgain(asked));
      }
      default -> {}
    }
  }

  private void fail(String title, String detail) {
    failed = true;
    listener.failed(title, detail);
  }

  private void end() {
    if (running == null) {
      return;
    }
    running = null;
    element.toggleClass("writing", false);
    if (!answered && !failed) {
      fail(Words.NOT_EXPLAINED, "");
    }
    listener.ended();
    busy.end();
  }

  /** Shows as much as has come, if anything has. */
  void showUnfinished() {
    element.hidden(text.isEmpty());
    if (!text.isEmpty()) {
      draw();
      element.toggleClass("writing", false);
      element.add(Element.of("p", "dim about", Words.UNFINISHED));
    }
  }

  /** It is shown as a part of the conversation now. */
  void taken() {
    answered = false;
    element.hidden(true);
  }

  /** Ends a request; what has come is shown as unfinished. */
  void cancel() {
    if (running != null) {
      running.cancel();
    }
  }

  /** Ends a request whose answer nobody will look at; whether there was one. */
  boolean abandon() {
    if (running == null) {
      return false;
    }
    requests++;
    running.cancel();
    running = null;
    element.toggleClass("writing", false).hidden(true);
    busy.end();
    return true;
  }

  /** At most once in a while, and never without what came last. */
  private void drawSoon() {
    double wait = drawnAt + REDRAW_MILLIS - Page.now();
    if (wait <= 0) {
      draw();
    } else if (!drawing) {
      drawing = true;
      Page.later(
          (int) Math.ceil(wait),
          () -> {
            drawing = false;
            if (running != null) {
              draw();
            }
          });
    }
  }

  private void draw() {
    boolean atEnd = scroll.scrollTop() + scroll.height() >= scroll.scrollHeight() - 40;
    drawnAt = Page.now();
    element.clear().toggleClass("writing", true);
    if (!asked.isEmpty()) {
      element.add(Element.of("p", "question", asked));
    }
    element.add(conversation.part(text.toString()));
    if (atEnd) {
      scroll.scrollTop(scroll.scrollHeight());
    }
  }
}
