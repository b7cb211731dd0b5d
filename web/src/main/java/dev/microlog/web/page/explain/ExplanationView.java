package dev.microlog.web.page.explain;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.page.Explaining;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.View;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;

/**
 * The explanation tab. At the left what a model said, or the rules; below it what to ask; at the
 * right the evidence that both are made from, as it would be sent.
 */
public final class ExplanationView implements View, ComingAnswer.Listener {
  private final PageContext page;
  private final Places places;
  private final Navigation navigation;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.EXPLANATION));
  private final EvidencePane evidence;
  private final ExplanationSource source;
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
  private final ComingAnswer coming;
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

  public ExplanationView(PageContext page, Places places) {
    this.page = page;
    this.places = places;
    navigation = page.navigation();
    evidence = new EvidencePane(page, () -> load(navigation.state()));
    source = new ExplanationSource(page);
    conversation = new Conversation(evidence::row, this::follow);
    coming = new ComingAnswer(page.busy(), conversation, scroll, this);
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
    stop = Element.button("button", Words.STOP, coming::cancel).hidden(true);
    subject.add(
        subjectText,
        Element.button("choice", Words.CLOSE_SIGN, this::forgetSubject)
            .label(Words.WHOLE_RECORDING));
    composer = Element.of("div", "ask").add(subject, question, ask, stop);
    sources.add(byModel, byRules);
    Element bar =
        Element.of("div", "bar").add(sources, status, Element.of("span", "spring"), again);
    scroll.add(setup, problem, kept, coming.element());
    Element left = Element.of("div", "talk").add(bar, scroll, composer);
    element.add(Element.of("div", "split").add(left, evidence.element()));
  }

  public Element element() {
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
      coming.element().hidden(true);
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
    if (!(recording + source.query("&")).equals(loadedFor)) {
      load(state);
    }
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
            ExplanationView.this.failed(Api.problem(text, Words.NO_SERVER), "");
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
    loadedFor = state.app() + "/" + state.id() + source.query("&");
    showSubject();
    String tokens = evidence.tokens().isEmpty() ? "" : "tokens=" + evidence.tokens();
    String part = "?" + tokens + source.query("&");
    int number = ++loads;
    source.get(
        "evidence" + part,
        "evidence",
        () -> number == loads,
        json -> {
          evidence.show(json);
          redraw();
        },
        () -> {});
    source.get(
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
    source.get(
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

  // What is said

  private void choose(boolean ofRules) {
    showRules = ofRules;
    redraw();
  }

  private void redraw() {
    if (coming.isRunning()) {
      return;
    }
    if (coming.isAnswered()) {
      coming.taken();
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
    if (coming.isRunning() || !configured) {
      return;
    }
    String asked = text.trim();
    problem.hidden(true);
    // A new explanation takes the place of the one before, a question comes after it.
    boolean isQuestion = !asked.isEmpty() || navigation.state().selection() != null;
    kept.hidden(!isQuestion);
    coming.await(asked, !isQuestion);
    sources.hidden(true);
    status.text(Words.asking(model, host));
    stop.hidden(false);
    ask.hidden(true);
    again.hidden(true);
    scroll.scrollTop(isQuestion ? scroll.scrollHeight() : 0);
    String tokens = evidence.tokens().isEmpty() ? "" : ",\"tokens\":" + evidence.tokens();
    String body =
        "{\"prompt\":"
            + Json.quote(evidence.text())
            + ",\"question\":"
            + Json.quote(asked)
            + tokens
            + source.members()
            + "}";
    ViewState state = navigation.state();
    coming.request(Api.part(state.app(), state.id(), "explanation"), body);
  }

  @Override
  public void askAgain(String asked) {
    ask(asked);
  }

  @Override
  public void retried(String why) {
    status.text(why + " " + Words.TRYING_AGAIN);
  }

  @Override
  public void failed(String title, String detail) {
    problem.clear().hidden(false);
    problem.add(Element.of("strong", "", title));
    if (!detail.isEmpty()) {
      problem.add(Element.of("p", "", detail));
    }
  }

  @Override
  public void ended() {
    ready();
    if (coming.isAnswered()) {
      question.value("");
      loadKept();
    } else {
      kept.hidden(false);
      coming.showUnfinished();
      redraw();
    }
  }

  /** Ends a request whose answer nobody will look at. */
  private void abandon() {
    if (coming.abandon()) {
      ready();
      kept.hidden(false);
    }
  }

  private void ready() {
    stop.hidden(true);
    ask.hidden(false);
    again.hidden(false);
  }
}
