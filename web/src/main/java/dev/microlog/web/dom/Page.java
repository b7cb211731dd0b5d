package dev.microlog.web.dom;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The document and its window: address, clock, storage, clipboard. */
public final class Page {
  private Page() {}

  public static Element body() {
    return new Element(Js.body());
  }

  /** The {@code html} element. */
  public static Element root() {
    return new Element(Js.root());
  }

  public static @Nullable Element find(String id) {
    JSObject node = Js.byId(id);
    return node == null ? null : new Element(node);
  }

  public static void on(String type, Consumer<Input> listener) {
    Js.listen(
        Js.window(), type, event -> Guard.run(() -> listener.accept(new Input(event))), false);
  }

  public static void title(String title) {
    Js.title(title);
  }

  public static String origin() {
    return Js.origin();
  }

  /** Path and query of the address. */
  public static String address() {
    return Js.address();
  }

  /** The part from {@code #}, which is where a page without a server keeps its state. */
  public static String hash() {
    return Js.hash();
  }

  /**
   * Changes the address without loading anything.
   *
   * @param step the place of the address in the history of this page
   */
  public static void address(String url, boolean replace, int step) {
    Js.address(url, replace, step);
  }

  /** The place of the present address in the history of this page, 0 for the first. */
  public static int step() {
    return Js.step();
  }

  public static void back() {
    Js.go(-1);
  }

  public static void forward() {
    Js.go(1);
  }

  /** What was kept in this browser under that name; empty if nothing. */
  public static String stored(String name) {
    return Js.stored("microlog." + name);
  }

  public static void store(String name, String value) {
    Js.store("microlog." + name, value);
  }

  /** As {@link #stored}, of what is kept no longer than this tab of the browser is open. */
  public static String storedForTab(String name) {
    return Js.storedForTab("microlog." + name);
  }

  public static void storeForTab(String name, String value) {
    Js.storeForTab("microlog." + name, value);
  }

  public static boolean prefersLight() {
    return Js.media("(prefers-color-scheme: light)");
  }

  public static void onSchemeChange(Runnable action) {
    Js.onMedia("(prefers-color-scheme: light)", () -> Guard.run(action));
  }

  public static double pixelRatio() {
    double ratio = Js.number(Js.window(), "devicePixelRatio");
    return ratio > 0 ? ratio : 1;
  }

  public static double windowWidth() {
    return Js.number(Js.window(), "innerWidth");
  }

  public static double windowHeight() {
    return Js.number(Js.window(), "innerHeight");
  }

  /** The local time as recordings are named: {@code 2026_11_22_06_31_51}. */
  public static String localTimestamp() {
    return Js.localTimestamp();
  }

  /** Milliseconds since the page was opened. */
  public static double now() {
    return Js.now();
  }

  /** A mark of the User Timing API. */
  public static void mark(String name) {
    Js.mark(name);
  }

  /** A measure of the User Timing API, between two values of {@link #now()}. */
  public static void measure(String name, double start, double end) {
    Js.measure(name, start, end);
  }

  public static void nextFrame(Runnable action) {
    Js.frame(millis -> Guard.run(action));
  }

  /** Runs it once, later; the result is for {@link #cancel}. */
  public static int later(double millis, Runnable action) {
    return Js.timeout(() -> Guard.run(action), millis);
  }

  public static void cancel(int handle) {
    Js.clearTimeout(handle);
  }

  public static void copy(String text, Runnable done, Runnable failed) {
    Js.copy(text, () -> Guard.run(done), () -> Guard.run(failed));
  }

  /** Saves a text as a file. */
  public static void save(String name, String mediaType, String text) {
    String url = Js.blobUrl(text, mediaType);
    Js.download(url, name);
    Js.revokeLater(url);
  }

  /** Saves a drawing as a picture of that size. */
  public static void savePng(
      String name, String svg, double width, double height, Runnable failed) {
    Js.png(
        svg,
        width,
        height,
        url -> {
          if (url == null) {
            Guard.run(failed);
          } else {
            Js.download(url, name);
            Js.revokeLater(url);
          }
        });
  }

  /** Saves what the server gives under an address. */
  public static void download(String url, String name) {
    Js.download(url, name);
  }

  /** Opens an address in another tab, which cannot reach back to this page. */
  public static void open(String url) {
    Js.open(url);
  }

  /** Hands an address to the system, as an editor's {@code vscode:} link. */
  public static void follow(String url) {
    Js.follow(url);
  }

  public static String encode(String text) {
    return Js.encode(text);
  }

  public static String decode(String text) {
    return Js.decode(text);
  }

  /** The element that has the keyboard, to give it back later. */
  public static Runnable rememberFocus() {
    JSObject active = Js.active();
    return () -> {
      if (active != null) {
        Js.call(active, "focus");
      }
    };
  }
}
