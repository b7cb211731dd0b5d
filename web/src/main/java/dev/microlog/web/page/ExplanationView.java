package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.TokenDialog;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The explanation tab. At the left what a model said, or the rules; below it what to ask; at the
 * right the evidence that both are made from, as it would be sent.
 */
final class ExplanationView implements View {
  /** An answer that comes is drawn no more often than that. */
  private static final double REDRAW_MILLIS = 80;

  private final PageContext page;
  private final Places places;
  private final Navigation navigation;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.EXPLANATION));
  private final EvidencePane evidence;
  private final Conversation conversation;
  private final Element sources = Element.of("div", "sources").role("group").label(Words.SOURCE_OF);
  private final Element byModel;
  private final Element byRules;
  private final Element status = Element.of("span", "dim status").role("status");
  private final Element again;
  private final Element scroll = Element.of("div", "scroll prose");
  private final Element setup = Element.of("div", "setup").hidden(true);
  private final Element problem = Element.of("div", "problem").role("alert").hidden(true);
  private final Element kept = Element.of("div");
  private final Element coming = Element.of("article", "turn").hidden(true);
  private final Element subject = Element.of("span", "chip").hidden(true);
  private final Element subjectText = Element.of("span");
  private final Element question = Element.of("input").label(Words.QUESTION);
  private final Element ask;
  private final Element stop;
  private final Element composer;

  private String loadedFor = "";
  private String recording = "";
  private int loads;
  private Json keptAnswer = Json.parse("null");
  private Json rules = Json.parse("null");
  private boolean showRules;
  private boolean configured;
  private String model = "";
  private String host = "";
  private Http.@Nullable Call running;
  private boolean failed;
  private boolean answered;
  private int requests;
  private StringBuilder streamed = new StringBuilder();
  private String asked = "";
  private double drawnAt;
  private boolean drawing;

  ExplanationView(PageContext page, Places places) {
    this.page = page;
    this.places = places;
    navigation = page.navigation();
    evidence = new EvidencePane(page, () -> load(navigation.state()));
    conversation = new Conversation(evidence::row, this::follow);
    byModel = Element.button("choice", "", () -> choose(false));
    byRules = Element.button("choice", Words.BY_RULES, () -> choose(true));
    again = Element.button("button", Words.EXPLAIN, () -> ask(""));
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
    subject.add(
        subjectText,
        Element.button("choice", Words.CLOSE_SIGN, this::forgetSubject)
            .label(Words.WHOLE_RECORDING));
    composer = Element.of("div", "ask").add(subject, question, ask, stop);
    sources.add(byModel, byRules);
    Element bar =
        Element.of("div", "bar").add(sources, status, Element.of("span", "spring"), again);
    scroll.add(setup, problem, kept, coming);
    Element left = Element.of("div", "talk").add(bar, scroll, composer);
    element.add(Element.of("div", "split").add(left, evidence.element()));
  }

  Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    String name = state.app() + "/" + state.id();
    if (!name.equals(recording)) {
      abandon();
    }
    boolean visible = state.tab() == Tab.EXPLANATION && page.recording().scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    String wanted = page.explaining().takeQuestion();
    if (!wanted.isEmpty()) {
      question.value(wanted);
    }
    if (!name.equals(recording)) {
      recording = name;
      loadedFor = "";
      keptAnswer = Json.parse("null");
      rules = keptAnswer;
      problem.hidden(true);
      coming.hidden(true);
      loadConfiguration();
    } else if (!evidence.tokens().isEmpty() || page.embedded().isPresent()) {
      loadIfChanged(state);
    }
  }

  @Override
  public void sceneChanged() {
    show(navigation.state(), navigation.state());
  }

  // What is explained

  private void loadIfChanged(ViewState state) {
    if (!(recording + query("&")).equals(loadedFor)) {
      load(state);
    }
  }

  /** The selected range, and the call that was asked about if it is still the same. */
  private String query(String first) {
    Range range = navigation.state().selection();
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

  private void showSubject() {
    Range range = navigation.state().selection();
    subject.hidden(range == null);
    Scene scene = page.recording().scene();
    if (range == null || scene == null) {
      return;
    }
    Explaining.Subject about = page.explaining().subject();
    String what = about == null || about.method() < 0 ? "" : scene.label(about.method());
    String who =
        about == null || about.thread() < 0
            ? ""
            : scene.timeline().threads().displayName(about.thread());
    subjectText.text(Words.subject(what, who, range));
  }

  private void forgetSubject() {
    navigation.go(navigation.state().withSelection(null));
  }

  private void loadConfiguration() {
    if (page.embedded().isPresent()) {
      composer.hidden(true);
      again.hidden(true);
      load(navigation.state());
      loadKept();
      return;
    }
    page.busy().begin();
    Http.text(
        "GET",
        Api.CONFIG,
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            configure(Json.parse(content).get("explain"));
            load(navigation.state());
            loadKept();
            page.busy().end();
          }

          @Override
          public void failed(int code, String text) {
            say(Api.problem(text, Words.NO_SERVER), "");
            page.busy().end();
          }
        });
  }

  private void configure(Json explain) {
    configured = explain.flag("configured");
    model = explain.text("model");
    host = explain.text("baseUrl");
    evidence.lengths((int) explain.number("tokens"));
    ask.disabled(!configured);
    question.disabled(!configured);
    again.hidden(!configured);
    setup.hidden(configured).clear();
    if (!configured) {
      setup.add(
          Element.of("p", "", explain.text("problem")),
          Element.of("details")
              .add(
                  Element.of("summary").text(Words.NO_MODEL),
                  Element.of("pre", "command", Words.HOW_TO_SET_A_KEY),
                  Element.of("p", "dim", Words.KEY_STAYS)));
      question.attribute("placeholder", Words.QUESTION_NEEDS_MODEL);
    }
  }

  /** Evidence and rules for what is selected. */
  private void load(ViewState state) {
    loadedFor = state.app() + "/" + state.id() + query("&");
    showSubject();
    String tokens = evidence.tokens().isEmpty() ? "" : "tokens=" + evidence.tokens();
    String part = "?" + tokens + query("&");
    int number = ++loads;
    get(
        "evidence" + part,
        "evidence",
        () -> number == loads,
        json -> {
          evidence.show(json);
          redraw();
        },
        () -> {});
    get(
        "explanation/rules" + part,
        "rules",
        () -> number == loads,
        json -> {
          rules = json;
          redraw();
        },
        () -> {});
  }

  private void loadKept() {
    String of = recording;
    get(
        "explanation",
        "explanation",
        () -> of.equals(recording),
        json -> {
          keptAnswer = json;
          showRules = json.text("answer").isEmpty();
          redraw();
        },
        () -> {
          showRules = true;
          redraw();
        });
  }

  /** What receives an answer. */
  private interface Use {
    void use(Json json);
  }

  /** Asks the server, or this file; an answer that comes when it is no longer wanted is dropped. */
  private void get(
      String part, String embedded, BooleanSupplier wanted, Use use, Runnable otherwise) {
    if (page.embedded().isPresent()) {
      String text = page.embedded().text(embedded);
      if (text.isEmpty()) {
        otherwise.run();
      } else {
        use.use(Json.parse(text));
      }
      return;
    }
    page.busy().begin();
    Http.text(
        "GET",
        Api.part(navigation.state().app(), navigation.state().id(), part),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            if (wanted.getAsBoolean()) {
              if (content.isEmpty()) {
                otherwise.run();
              } else {
                use.use(Json.parse(content));
              }
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

  // What is said

  private void choose(boolean ofRules) {
    showRules = ofRules;
    redraw();
  }

  private void redraw() {
    if (running != null) {
      return;
    }
    if (answered) {
      answered = false;
      coming.hidden(true);
      kept.hidden(false);
    }
    boolean hasAnswer = !keptAnswer.text("answer").isEmpty();
    sources.hidden(!hasAnswer);
    byModel.text(Words.byModel(keptAnswer.text("model")));
    byModel.attribute("aria-pressed", "" + !showRules);
    byRules.attribute("aria-pressed", "" + showRules);
    again.text(hasAnswer ? Words.ASK_AGAIN : Words.explainWith(model));
    again.classes(hasAnswer ? "button" : "button primary");
    kept.clear();
    if (showRules || !hasAnswer) {
      if (rules.isNull()) {
        kept.add(Element.of("p", "dim", Words.NO_EXPLANATION));
      } else {
        boolean part = navigation.state().selection() != null && !page.embedded().isPresent();
        status.text(part ? Words.MADE_BY_RULES_OF_SELECTION : Words.MADE_BY_RULES);
        kept.add(conversation.turn(rules, ""));
      }
    } else {
      status.text("");
      kept.add(conversation.turn(keptAnswer, about(keptAnswer)));
    }
    for (Json turn : keptAnswer.list("questions")) {
      kept.add(conversation.turn(turn, about(turn)));
    }
  }

  private static String about(Json turn) {
    return Words.answerBy(
        turn.text("model"),
        turn.text("date"),
        turn.number("promptTokens"),
        turn.number("answerTokens"),
        turn.text("promptHash"));
  }

  private void follow(Json row) {
    Json place = row.get("place").isNull() ? row : row.get("place");
    double start = place.number("startMicros");
    double end = place.number("endMicros");
    int marker = place.get("marker").isNull() ? -1 : (int) place.number("marker");
    Scene scene = page.recording().scene();
    if (scene != null && marker >= 0 && marker < scene.timeline().markers().size()) {
      places.showMarker(marker);
    } else if (end >= start && end > 0) {
      Range range = Range.between(start, Math.max(end, start + 1));
      navigation.reveal(range);
      navigation.go(navigation.state().withSelection(range));
    } else if (!place.text("methodName").isEmpty()) {
      page.searching().onlyMethod(place.text("methodName"));
      navigation.go(navigation.state().withTab(Tab.TIMELINE));
    }
  }

  // Asking

  private void ask(String text) {
    if (running != null || !configured) {
      return;
    }
    asked = text.trim();
    streamed = new StringBuilder();
    drawnAt = 0;
    failed = false;
    answered = false;
    problem.hidden(true);
    // A new explanation takes the place of the one before, a question comes after it.
    boolean isQuestion = !asked.isEmpty() || navigation.state().selection() != null;
    kept.hidden(!isQuestion);
    coming.toggleClass("first", !isQuestion);
    coming.hidden(false);
    drawComing();
    sources.hidden(true);
    status.text(Words.asking(model, host));
    stop.hidden(false);
    ask.hidden(true);
    again.hidden(true);
    scroll.scrollTop(isQuestion ? scroll.scrollHeight() : 0);
    page.busy().begin();
    String tokens = evidence.tokens().isEmpty() ? "" : ",\"tokens\":" + evidence.tokens();
    String body =
        "{\"prompt\":"
            + Json.quote(evidence.text())
            + ",\"question\":"
            + Json.quote(asked)
            + tokens
            + focus()
            + "}";
    int request = ++requests;
    running =
        Http.stream(
            Api.part(navigation.state().app(), navigation.state().id(), "explanation"),
            body,
            (type, data) -> {
              if (request == requests) {
                streamed(type, data);
              }
            });
  }

  /** The query as members of an object. */
  private String focus() {
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

  private void streamed(String type, String data) {
    switch (type) {
      case "token" -> {
        streamed.append(Json.parse(data).text());
        drawSoon();
      }
      case "retry" -> status.text(Json.parse(data).text("detail") + " " + Words.TRYING_AGAIN);
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
      case "ended", "failed", "cancelled" -> over();
      case "unauthorized" -> {
        over();
        TokenDialog.open(() -> ask(asked));
      }
      default -> {}
    }
  }

  /** At most once in a while, and never without what came last. */
  private void drawSoon() {
    double wait = drawnAt + REDRAW_MILLIS - Page.now();
    if (wait <= 0) {
      drawComing();
    } else if (!drawing) {
      drawing = true;
      Page.later(
          (int) Math.ceil(wait),
          () -> {
            drawing = false;
            if (running != null) {
              drawComing();
            }
          });
    }
  }

  private void drawComing() {
    boolean atEnd = scroll.scrollTop() + scroll.height() >= scroll.scrollHeight() - 40;
    drawnAt = Page.now();
    coming.clear().toggleClass("writing", true);
    if (!asked.isEmpty()) {
      coming.add(Element.of("p", "question", asked));
    }
    coming.add(conversation.part(streamed.toString()));
    if (atEnd) {
      scroll.scrollTop(scroll.scrollHeight());
    }
  }

  private void fail(String title, String detail) {
    failed = true;
    say(title, detail);
  }

  private void say(String title, String detail) {
    problem.clear().hidden(false);
    problem.add(Element.of("strong", "", title));
    if (!detail.isEmpty()) {
      problem.add(Element.of("p", "", detail));
    }
  }

  private void over() {
    if (running == null) {
      return;
    }
    running = null;
    ready();
    if (answered) {
      question.value("");
      loadKept();
    } else {
      if (!failed) {
        fail(Words.NOT_EXPLAINED, "");
      }
      showUnfinished();
    }
    page.busy().end();
  }

  private void showUnfinished() {
    kept.hidden(false);
    coming.hidden(streamed.isEmpty());
    if (!streamed.isEmpty()) {
      drawComing();
      coming.toggleClass("writing", false);
      coming.add(Element.of("p", "dim about", Words.UNFINISHED));
    }
    redraw();
  }

  /** Ends a request whose answer nobody will look at. */
  private void abandon() {
    if (running != null) {
      requests++;
      running.cancel();
      running = null;
      ready();
      kept.hidden(false);
      coming.hidden(true);
      page.busy().end();
    }
  }

  private void ready() {
    stop.hidden(true);
    ask.hidden(false);
    again.hidden(false);
    coming.toggleClass("writing", false);
  }

  private void cancel() {
    if (running != null) {
      running.cancel();
    }
  }
}
