package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.explain.ModelStub;
import dev.microlog.server.explain.model.ExplanationSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes changes only with its token. */
class TokenPageTest extends PageFixture {
  private static final String SECRET = "open-sesame-0123456789";

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    for (int i = 1; i <= 2; i++) {
      TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + "_" + i + ".microlog"));
    }
  }

  @Override
  ServerOptions options() {
    return new ServerOptions("127.0.0.1", 0, Set.of(), SECRET, 100_000_000, "test");
  }

  private void open() {
    newPage(new Browser.NewContextOptions());
    expectComplaints("401", "422");
    go("/log/shop/" + ID + "_1");
  }

  private Locator dialog() {
    return page.locator(".dialog");
  }

  private void give(String token) {
    assertThat(dialog().locator("h2")).containsText("only with its token");
    dialog().locator("input").fill(token);
    page.keyboard().press("Enter");
  }

  private void upload(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".microlog");
    TimelineFiles.write(ShopRecording.timeline(), file);
    page.locator(".drop input").setInputFiles(file);
  }

  @Test
  void theTokenIsAskedForAndKeptInThisTab(@TempDir Path folder) throws IOException {
    open();
    Locator row = page.locator(".recording[href*='" + ID + "_2']");
    row.hover();
    row.locator(".delete").click();
    dialog().locator(".primary").click();
    assertThat(dialog()).containsText("kept until this tab");
    shot("token-dark");
    give("wrong");
    assertThat(dialog()).containsText("That is not its token.");
    give(SECRET);
    assertThat(row).hasCount(0);
    assertThat(dialog()).hasCount(0);

    page.reload();
    idle();
    upload(folder, "sent");
    page.waitForURL(Pattern.compile(".*/log/sent/.*"));
    assertThat(dialog()).hasCount(0);
    Object kept = page.evaluate("JSON.stringify(localStorage) + document.cookie + location.href");
    assertFalse(String.valueOf(kept).contains(SECRET), String.valueOf(kept));
  }

  /** The server refuses it before it has read it all, and is heard nevertheless. */
  @Test
  void aLargeFileIsSentAgainWithTheToken(@TempDir Path folder) throws IOException {
    open();
    byte[] recording = new byte[30_000_000];
    new Random(1).nextBytes(recording);
    System.arraycopy("FLR\0".getBytes(StandardCharsets.US_ASCII), 0, recording, 0, 4);
    Path file = Files.write(folder.resolve("large.jfr"), recording);
    page.locator(".drop input").setInputFiles(file);
    assertThat(dialog().locator("h2")).containsText("only with its token");
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
    idle();
    assertEquals(0, page.locator(".drop progress").count());
    assertEquals(List.of(), uploads());

    page.locator(".drop input").setInputFiles(file);
    give(SECRET);
    page.waitForURL(Pattern.compile(".*/log/large/.*"));
    assertEquals(List.of("large"), uploads());
  }

  private List<String> uploads() {
    return store.list().stream()
        .map(entry -> entry.key().app())
        .filter(app -> app.equals("large"))
        .toList();
  }

  @Test
  void aQuestionIsAskedAgainWithTheToken() throws IOException {
    try (ModelStub stub = ModelStub.start()) {
      restart(new ExplanationSettings("sk-test", stub.url(), "good", Duration.ofSeconds(20), 3000));
      open();
      tab("EXPLANATION");
      Locator talk = page.locator(".talk");
      talk.locator("button:visible")
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Explain with")))
          .click();
      give(SECRET);
      assertThat(talk.locator("article.turn:visible"))
          .containsText("A program that was recorded C1.");
      assertEquals(1, stub.requests().size());
    }
  }
}
