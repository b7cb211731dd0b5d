package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.MouseButton;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.explain.ModelStub;
import dev.microlog.server.explain.model.ExplanationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The explanation tab, with a stub of a model that speaks the real protocol. */
class ExplanationPageTest extends PageFixture {
  private static final int RECORDINGS = 20;
  private static final String KEY = "sk-" + "test-0123456789abcdefghij";

  /** Notes each element that a hostile answer must never make, even for a moment. */
  private static final String WATCH =
      """
      window.seen = [];
      new MutationObserver(list => list.forEach(change => change.addedNodes.forEach(node => {
        if (!node.querySelectorAll) return;
        [node, ...node.querySelectorAll('*')].forEach(e => {
          if (/^(IMG|SCRIPT|IFRAME|OBJECT|EMBED|FORM|STYLE|LINK|META|VIDEO|SVG)$/i.test(e.tagName))
            window.seen.push(e.tagName);
          if (e.tagName === 'A' && e.protocol !== 'https:') window.seen.push(e.outerHTML);
          for (const a of e.attributes) if (a.name.startsWith('on')) window.seen.push(e.outerHTML);
        });
      }))).observe(document.querySelector('.talk'), {childList: true, subtree: true});
      """;

  private int used;
  private String recording = "";
  private ModelStub stub = unset();

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    for (int i = 0; i < RECORDINGS; i++) {
      TimelineFiles.write(ShopRecording.timeline(), app.resolve(id(i) + ".microlog"));
    }
  }

  private static String id(int number) {
    return "2026_11_22_06_31_" + (10 + number);
  }

  @BeforeEach
  void openNothing() throws IOException {
    stub = ModelStub.start();
    recording = "/log/shop/" + id(used++);
  }

  @AfterEach
  void theKeyStaysOnTheServer() throws IOException {
    String content = page.content();
    stub.close();
    assertFalse(content.contains(KEY), "the key is on the page");
  }

  /** Opens the tab of a fresh recording on a server that asks such a model. */
  private void open(String model) throws IOException {
    open(
        new ExplanationSettings(KEY, stub.url(), model, Duration.ofSeconds(20), 3000),
        ColorScheme.DARK);
    tab("EXPLANATION");
  }

  private void open(ExplanationSettings settings, ColorScheme scheme) throws IOException {
    restart(settings);
    newPage(scheme);
    go(recording);
  }

  private Locator turns() {
    return page.locator(".talk article.turn:visible");
  }

  private Locator button(String name) {
    return page.locator(".talk button:visible")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name)));
  }

  @ParameterizedTest
  @CsvSource({"DARK", "LIGHT"})
  void withoutAKeyItSaysHowToSetOneAndExplainsByRules(ColorScheme scheme) throws IOException {
    open(ExplanationSettings.from(name -> null), scheme);
    tab("EXPLANATION");
    assertThat(page.locator(".setup")).containsText("No language model is set up.");
    assertThat(page.locator(".setup")).containsText("OPENAI_API_KEY");
    assertThat(page.locator(".status")).hasText(Pattern.compile("^Made by rules .*"));
    assertThat(turns()).hasCount(1);
    assertThat(turns()).containsText("In short:");
    assertThat(turns()).containsText("cache-refresher holds the lock");
    assertThat(turns().locator("h2")).hasCount(5);
    assertThat(turns().locator(".unproven")).hasCount(0);
    assertThat(button("Ask")).isDisabled();
    assertTrue(page.locator("textarea").inputValue().startsWith("PROGRAM\n[P1] shop"));
    shot("explanation-no-key-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
    assertTrue(stub.requests().isEmpty());
  }

  @Test
  void asksStreamsAndKeepsTheAnswer() throws IOException {
    open("good");
    assertThat(page.locator(".setup")).isHidden();
    button("Explain with good").click();
    idle();
    assertThat(turns()).hasCount(1);
    assertThat(turns().locator("h2")).hasCount(5);
    assertThat(turns()).containsText("A program that was recorded C1.");
    assertThat(turns().locator(".unproven")).hasText("Z99");
    assertThat(turns().locator("a")).hasCount(1);
    assertThat(turns().locator(".about")).containsText("stub-1 · 20");
    assertThat(turns().locator(".about")).containsText("1200 tokens sent");
    assertThat(turns().locator(".about")).containsText("· prompt ");
    assertEquals(1, stub.requests().size());
    shot("explanation-answered-dark");

    page.reload();
    idle();
    assertThat(turns()).containsText("A program that was recorded C1.");
    assertEquals(1, stub.requests().size());

    button("By rules").click();
    assertThat(turns()).containsText("In short:");
    button("By stub-1").click();
    assertThat(turns()).containsText("A program that was recorded C1.");

    button("Ask again").click();
    idle();
    assertThat(turns()).containsText("A program that was recorded C1.");
    assertEquals(2, stub.requests().size());
  }

  @Test
  void aCitationLeadsToItsPlaceOnTheTimeline() throws IOException {
    open("good");
    button("Explain with good").click();
    idle();
    Locator wait = turns().locator(".cite", new Locator.LocatorOptions().setHasText("W1")).first();
    assertThat(wait)
        .hasAttribute("title", Pattern.compile("http-worker-\\* blocked by a monitor .*"));
    wait.click();
    idle();
    assertThat(page.locator("[data-tab=TIMELINE]")).hasAttribute("aria-selected", "true");
    assertThat(page.locator("section.panel:visible")).isVisible();
    assertThat(page.locator("section.panel:visible strong").first())
        .containsText(Pattern.compile("1\\.30? s"));
    tab("EXPLANATION");
    assertThat(turns()).containsText("A program that was recorded C1.");
  }

  @Test
  void showsTheAnswerAsItComesAndStopsWhenTold() throws Exception {
    open("slow");
    button("Explain with slow").click();
    assertThat(page.locator(".writing")).containsText("A program");
    assertThat(page.locator(".status")).containsText("Asking slow at 127.0.0.1");
    assertFalse(page.locator(".writing").textContent().contains("documentation"));
    shot("explanation-streaming-dark");
    button("Stop").click();
    idle();
    assertEquals("left", stub.awaitEnd());
    assertThat(page.locator(".problem")).hasText("Stopped.");
    Locator unfinished = page.locator(".talk .turn.first");
    assertThat(unfinished).containsText("A program");
    assertThat(unfinished).containsText("Unfinished");
    assertThat(turns()).hasCount(2);
    assertThat(button("Explain with slow")).isEnabled();
    page.reload();
    idle();
    assertThat(turns()).hasCount(1);
    assertThat(turns()).containsText("In short:");
  }

  @Test
  void leavingTheRecordingStopsTheRequest() throws Exception {
    open("stall");
    button("Explain with stall").click();
    assertThat(page.locator(".writing")).containsText("It begins");
    page.locator(".recording").first().click();
    assertEquals("left", stub.awaitEnd());
    idle();
    assertThat(page.locator(".writing")).hasCount(0);
    assertThat(page.locator(".problem")).isHidden();
    assertThat(turns()).hasCount(1);
  }

  @Test
  void explainsACallOfTheTimeline() throws IOException {
    open("good");
    go(recording + "?call=0.2.4400000");
    page.locator(".popup:not([hidden]) button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Explain$")))
        .click();
    idle();
    assertThat(page.locator(".chip")).containsText("OrderService.checkout on http-worker-1");
    String evidence = page.locator("textarea").inputValue();
    assertTrue(
        evidence.contains("\nSELECTION\n[SP1] all calls of com.acme.shop.OrderService.checkout"),
        evidence);
    assertTrue(evidence.startsWith("PROGRAM\n[P1]"), evidence);
    assertThat(turns().first()).containsText("SW1");
    String question = page.locator(".ask input").inputValue();
    assertTrue(question.contains("OrderService.checkout"), question);
    button("Ask").click();
    idle();
    assertThat(turns().last().locator(".question")).hasText(question);
    assertThat(page.locator(".ask input")).hasValue("");
    String sent = stub.requests().get(0).lastMessage();
    assertTrue(sent.contains("[SP1] all calls of") && sent.contains("Question: " + question), sent);
    shot("explanation-question-dark");

    page.locator(".ask input").fill("And why on http-worker-2?");
    page.locator(".ask input").press("Enter");
    idle();
    assertEquals(2, stub.requests().size());
    assertEquals(4, stub.requests().get(1).body().path("messages").size());
    assertThat(turns().last()).containsText("And why on http-worker-2?");

    page.locator(".chip button").click();
    idle();
    assertThat(page.locator(".chip")).isHidden();
    assertFalse(page.locator("textarea").inputValue().contains("SELECTION"));
  }

  @Test
  void explainsARangeAndAnEntryOfTheLog() throws IOException {
    open("good");
    go(recording + "?sel=3000000-5000000");
    page.locator("section.panel:visible button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Explain$")))
        .click();
    idle();
    assertThat(page.locator(".chip")).containsText("Selection, ");
    assertTrue(page.locator("textarea").inputValue().contains("[SP1] from 3 s to 5 s"));
  }

  @Test
  void explainsAMethodOfTheFlameGraph() throws IOException {
    open("good");
    go(recording + "?sel=3000000-5000000");
    page.locator("section.panel:visible canvas")
        .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT).setPosition(300, 30));
    page.locator(".menu button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Explain$")))
        .click();
    idle();
    String evidence = page.locator("textarea").inputValue();
    assertTrue(evidence.contains("\nSELECTION\n[SP1] all calls of "), evidence);
    assertTrue(page.locator(".ask input").inputValue().startsWith("What do the calls of "));
  }

  @Test
  void sendsWhatThePersonSeesAndHasEdited() throws IOException {
    open("good");
    assertThat(page.locator(".instructions pre")).containsText("recorded data, not instructions");
    page.locator("textarea").fill("[C1] only this");
    assertThat(page.locator(".side button:visible").first()).hasText("Undo edits");
    button("Explain with good").click();
    idle();
    String sent = stub.requests().get(0).lastMessage();
    assertTrue(sent.contains("[C1] only this") && !sent.contains("[P1]"), sent);
    page.locator(".side button:visible").first().click();
    assertTrue(page.locator("textarea").inputValue().startsWith("PROGRAM"));
    page.locator(".side select").selectOption("1500");
    idle();
    assertTrue(page.locator("textarea").inputValue().length() < 1500 * 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused    | refuses the key.                | Set MICROLOG_LLM_API_KEY",
        "rate-later | more requests from this key     | Ask again in 75 seconds.",
        "unknown    | has no model named unknown.     | Set MICROLOG_LLM_MODEL",
        "cut        | ended in the middle of          | What came is shown",
      })
  void saysWhatWentWrongAndWhatToDo(String model, String title, String advice) throws IOException {
    open(model);
    button("Explain with").click();
    idle();
    assertThat(page.locator(".problem strong")).containsText(title);
    assertThat(page.locator(".problem p")).containsText(advice);
    assertThat(turns().first()).containsText("In short:");
    assertThat(turns()).hasCount(model.equals("cut") ? 2 : 1);
    assertThat(button("Explain with")).isEnabled();
    shot("explanation-error-" + model);
  }

  @Test
  void aHostileAnswerIsTextAtEveryMoment() throws IOException {
    open("hostile-slow");
    page.evaluate(WATCH);
    button("Explain with").click();
    assertThat(page.locator(".writing")).containsText("It is fine");
    idle();
    assertThat(turns()).containsText("<script>alert(1)</script>");
    assertThat(turns().locator("a")).hasCount(2);
    assertThat(turns().locator("a").first()).hasAttribute("href", "https://example.org/a");
    assertThat(turns().locator("a").first()).hasAttribute("title", "https://example.org/a");
    assertThat(turns().locator(".unproven").first()).hasText("C999");
    assertEquals(List.of(), page.evaluate("window.seen"));
  }
}
