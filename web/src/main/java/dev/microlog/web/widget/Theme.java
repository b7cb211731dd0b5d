package dev.microlog.web.widget;

import dev.microlog.web.dom.Page;

/** Dark or light: as the system wants it, until a person chooses. */
public final class Theme {
  private static final String STORED = "theme";

  private final Runnable changed;
  private boolean isLight;

  public Theme(Runnable changed) {
    this.changed = changed;
    read();
    Page.onSchemeChange(
        () -> {
          read();
          changed.run();
        });
  }

  private void read() {
    String chosen = Page.stored(STORED);
    isLight = chosen.isEmpty() ? Page.prefersLight() : chosen.equals("light");
    Page.root().attribute("data-theme", isLight ? "light" : "dark");
  }

  public boolean isLight() {
    return isLight;
  }

  public void toggle() {
    boolean light = !isLight;
    // what the system wants anyway is not kept, so that the page goes on following it
    Page.store(STORED, light == Page.prefersLight() ? "" : light ? "light" : "dark");
    read();
    changed.run();
  }
}
