package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server that goes away and comes back. */
class LostConnectionTest extends PageFixture {
  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + ".microlog"));
  }

  @Test
  void theTimelineStaysAndThePageGoesOnByItself() throws IOException {
    newPage(ColorScheme.DARK);
    go("/log/shop/" + ID);
    int port = URI.create(address()).getPort();
    server.close();
    assertThat(page.locator(".recordings .failed"))
        .containsText(
            "The server does not answer",
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    assertThat(canvas()).isVisible();
    press("w");
    server = MicrologServer.start(ServerOptions.loopback(port, "test"), store);
    assertThat(page.locator(".recordings .failed"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
    assertThat(page.locator(".recording")).hasCount(1);
    expectComplaints("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING");
  }
}
