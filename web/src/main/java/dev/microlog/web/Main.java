package dev.microlog.web;

import dev.microlog.web.app.App;

/** Where the page begins: what the script runs when it is loaded. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    App.start();
  }
}
