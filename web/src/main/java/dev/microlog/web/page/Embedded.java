package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;

/**
 * What an exported page carries inside itself: a recording and the answers that a server would
 * give. On a page from a server there is nothing.
 *
 * <pre>{@code
 * <script type="text/plain" id="microlog-timeline" data-app="shop" data-id="2026_…">base64 of gzip</script>
 * <script type="application/json" id="microlog-design">…</script>
 * }</pre>
 */
public final class Embedded {
  private final String app;
  private final String id;

  Embedded() {
    Element data = Page.find("microlog-timeline");
    app = data == null ? "" : data.attribute("data-app");
    id = data == null ? "" : data.attribute("data-id");
  }

  public boolean isPresent() {
    return !app.isEmpty();
  }

  String app() {
    return app;
  }

  String id() {
    return id;
  }

  /** A text that the page carries; empty if it carries none of that name. */
  public String text(String name) {
    Element data = Page.find("microlog-" + name);
    return data == null ? "" : data.text();
  }
}
