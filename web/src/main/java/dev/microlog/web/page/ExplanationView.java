package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The explanation tab: the answer at the left, and at the right the evidence that it is made from,
 * as it would be sent. Ids in the answer lead to the timeline; one that is not in the evidence is
 * marked as unproven.
 */
final class ExplanationView implements View {
  private final App app;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.EXPLANATION));
  private final Element answer = Element.of("div");
  private final Element about = Element.of("p", "dim");
  private final Element status = Element.of("p").role("status");
  private final Element evidence =
      Element.of("textarea", "evidence").label(Words.EVIDENCE).attribute("spellcheck", "false");
  private final Element question = Element.of("input").label(Words.QUESTION);
  private final Element ask;
  private final Element stop;
  private final Map<String, Json> rows = new LinkedHashMap<>();
  private String loadedFor = "";
  private StringBuilder streamed = new StringBuilder();
  private Http.@Nullable Call running;
  private boolean configured;

  ExplanationView(App app) {
    this.app = app;
    question.attribute("placeholder", Words.QUESTION_HINT);
    question.on(
        "keydown",
        input -> {
          if (input.key().equals("Enter")) {
            ask(question.value());
          }
        });
    ask = Element.button("button primary", Words.ASK, () -> ask(question.value()));
    stop = Element.button("button", Words.STOP, this::cancel).hidden(true);
    Element left = Element.of("div", "prose").add(status, answer, about);
    left.add(Element.of("div", "ask").add(question, ask, stop));
    Element right = Element.of("div", "prose");
    right.add(
        Element.of("h2").text(Words.EVIDENCE),
        Element.of("p", "dim", Words.EVIDENCE_EXPLAINED),
        evidence,
        Element.of("div", "actions")
            .add(Element.button("button", Words.COPY, () -> app.copy(evidence.value()))));
    element.add(Element.of("div", "split").add(left, right));
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    boolean visible = state.tab() == Tab.EXPLANATION && app.scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    Range selection = state.selection();
    String key = state.app() + "/" + state.id() + range(selection, "&");
    if (!key.equals(loadedFor)) {
      boolean sameRecording = loadedFor.startsWith(state.app() + "/" + state.id());
      loadedFor = key;
      load(state, sameRecording);
    }
    String wanted = app.takeQuestion();
    if (!wanted.isEmpty()) {
      question.value(wanted);
    }
  }

  @Override
  public void sceneChanged() {
    show(app.state(), app.state());
  }

  private static String range(@Nullable Range range, String first) {
    return range == null
        ? ""
        : first
            + "from="
            + Format.fixed(range.startMicros(), 0)
            + "&to="
            + Format.fixed(range.endMicros(), 0);
  }

  private void load(ViewState state, boolean keepAnswer) {
    get("evidence" + range(state.selection(), "?"), "evidence", this::showEvidence, () -> {});
    if (keepAnswer) {
      return;
    }
    answer.clear();
    about.text("");
    if (app.embedded().isPresent()) {
      showKept();
      return;
    }
    app.busy().begin();
    Http.text(
        "GET",
        Api.CONFIG,
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            Json explain = Json.parse(content).get("explain");
            configured = explain.flag("configured");
            ask.disabled(!configured);
            status.text(
                configured
                    ? Words.model(explain.text("model"), explain.text("baseUrl"))
                    : Words.NO_KEY);
            app.busy().end();
            showKept();
          }

          @Override
          public void failed(int code, String problem) {
            app.busy().end();
            showKept();
          }
        });
  }

  private void showKept() {
    get("explanation", "explanation", this::showAnswer, this::showRules);
  }

  private void showRules() {
    get(
        "explanation/rules",
        "rules",
        json -> {
          render(json.text("answer"));
          about.text(Words.MADE_BY_RULES);
        },
        () -> answer.text(Words.NO_EXPLANATION));
  }

  /** What receives an answer. */
  private interface Use {
    void use(Json json);
  }

  private void get(String part, String embedded, Use use, Runnable otherwise) {
    if (app.embedded().isPresent()) {
      String text = app.embedded().text(embedded);
      if (text.isEmpty()) {
        otherwise.run();
      } else {
        use.use(Json.parse(text));
      }
      return;
    }
    app.busy().begin();
    Http.text(
        "GET",
        Api.part(app.state().app(), app.state().id(), part),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            use.use(Json.parse(content));
            app.busy().end();
          }

          @Override
          public void failed(int code, String problem) {
            otherwise.run();
            app.busy().end();
          }
        });
  }

  private void showEvidence(Json json) {
    evidence.value(json.text("text"));
    rows.clear();
    for (Json row : json.list("rows")) {
      rows.put(row.text("id"), row);
    }
  }

  private void showAnswer(Json json) {
    render(json.text("answer"));
    about.text(
        Words.answerBy(
            json.text("model"),
            json.text("date"),
            json.number("promptTokens"),
            json.number("answerTokens")));
  }

  private void render(String markdown) {
    answer.clear().add(Markdown.render(markdown, this::addCited).classes("markdown"));
  }

  /** Adds a text in which {@code [C12]} becomes a way to the timeline. */
  private void addCited(Element target, String text) {
    int from = 0;
    int open = text.indexOf('[');
    while (open >= 0) {
      int close = text.indexOf(']', open);
      String id = close < 0 ? "" : text.substring(open + 1, close);
      if (isId(id)) {
        target.addText(text.substring(from, open));
        target.add(citation(id));
        from = close + 1;
      }
      open = text.indexOf('[', open + 1);
    }
    target.addText(text.substring(from));
  }

  private static boolean isId(String id) {
    if (id.length() < 2 || id.length() > 6 || id.charAt(0) < 'A' || id.charAt(0) > 'Z') {
      return false;
    }
    for (int i = 1; i < id.length(); i++) {
      if (!Character.isDigit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private Element citation(String id) {
    Json row = rows.get(id);
    if (row == null) {
      return Element.of("span", "cite unproven", id).hint(Words.UNPROVEN);
    }
    Element link = Element.button("cite", id, () -> follow(row));
    return link.hint(row.text("text"));
  }

  private void follow(Json row) {
    Json place = row.get("place").isNull() ? row : row.get("place");
    double start = place.number("startMicros");
    double end = place.number("endMicros");
    int marker = place.get("marker").isNull() ? -1 : (int) place.number("marker");
    Scene scene = app.scene();
    if (scene != null && marker >= 0 && marker < scene.timeline().markers().size()) {
      app.showMarker(marker);
    } else if (end >= start && end > 0) {
      app.reveal(Range.between(start, end));
      app.go(app.state().withSelection(Range.between(start, end)));
    } else if (!place.text("methodName").isEmpty()) {
      app.onlyMethod(place.text("methodName"));
      app.go(app.state().withTab(Tab.TIMELINE));
    }
  }

  private void ask(String text) {
    if (running != null || !configured) {
      return;
    }
    streamed = new StringBuilder();
    answer.clear();
    about.text("");
    status.text(Words.ASKING);
    stop.hidden(false);
    ask.disabled(true);
    app.busy().begin();
    Range range = app.state().selection();
    String body =
        "{\"prompt\":"
            + Json.quote(evidence.value())
            + ",\"question\":"
            + Json.quote(text)
            + (range == null
                ? ""
                : ",\"from\":"
                    + Format.fixed(range.startMicros(), 0)
                    + ",\"to\":"
                    + Format.fixed(range.endMicros(), 0))
            + "}";
    running =
        Http.stream(
            Api.part(app.state().app(), app.state().id(), "explanation"), body, this::streamed);
  }

  private void streamed(String type, String data) {
    switch (type) {
      case "token", "message" -> {
        streamed.append(data.startsWith("\"") ? Json.parse(data).text() : data);
        render(streamed.toString());
      }
      case "done" -> {
        status.text("");
        if (data.startsWith("{")) {
          Json json = Json.parse(data);
          if (!json.text("answer").isEmpty()) {
            showAnswer(json);
          }
        }
      }
      case "error", "failed" -> status.text(Api.problem(data, Words.NOT_EXPLAINED));
      case "cancelled" -> status.text(Words.STOPPED);
      default -> {}
    }
    boolean over = type.equals("ended") || type.equals("failed") || type.equals("cancelled");
    if (over && running != null) {
      running = null;
      stop.hidden(true);
      ask.disabled(false);
      if (status.text().equals(Words.ASKING)) {
        status.text("");
      }
      app.busy().end();
    }
  }

  private void cancel() {
    if (running != null) {
      running.cancel();
    }
  }
}
