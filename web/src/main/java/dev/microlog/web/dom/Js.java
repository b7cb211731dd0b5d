package dev.microlog.web.dom;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The script behind {@link Element} and {@link Page}, one line each. */
final class Js {
  private Js() {}

  @JSFunctor
  interface EventListener extends JSObject {
    void handle(JSObject event);
  }

  @JSFunctor
  interface Callback extends JSObject {
    void run();
  }

  @JSFunctor
  interface TimeCallback extends JSObject {
    void run(double millis);
  }

  @JSFunctor
  interface TextCallback extends JSObject {
    void accept(@Nullable String text);
  }

  // Elements

  @JSBody(params = "tag", script = "return document.createElement(tag);")
  static native JSObject create(String tag);

  @JSBody(
      params = "tag",
      script = "return document.createElementNS('http://www.w3.org/2000/svg', tag);")
  static native JSObject createSvg(String tag);

  @JSBody(params = "id", script = "return document.getElementById(id);")
  static native @Nullable JSObject byId(String id);

  @JSBody(script = "return document.body;")
  static native JSObject body();

  @JSBody(script = "return document.documentElement;")
  static native JSObject root();

  @JSBody(params = "n", script = "return n.textContent;")
  static native String text(JSObject n);

  @JSBody(
      params = {"n", "t"},
      script = "n.textContent = t;")
  static native void text(JSObject n, String t);

  @JSBody(
      params = {"n", "t"},
      script = "n.appendChild(document.createTextNode(t));")
  static native void appendText(JSObject n, String t);

  @JSBody(
      params = {"n", "c"},
      script = "n.appendChild(c);")
  static native void append(JSObject n, JSObject c);

  @JSBody(params = "n", script = "n.replaceChildren();")
  static native void clear(JSObject n);

  @JSBody(params = "n", script = "n.remove();")
  static native void remove(JSObject n);

  @JSBody(
      params = {"n", "k", "v"},
      script = "n.setAttribute(k, v);")
  static native void attribute(JSObject n, String k, String v);

  @JSBody(
      params = {"n", "k"},
      script = "return n.getAttribute(k) || '';")
  static native String attribute(JSObject n, String k);

  @JSBody(
      params = {"n", "k"},
      script = "n.removeAttribute(k);")
  static native void removeAttribute(JSObject n, String k);

  @JSBody(
      params = {"n", "k", "on"},
      script = "n.classList.toggle(k, on);")
  static native void toggleClass(JSObject n, String k, boolean on);

  @JSBody(
      params = {"n", "k", "v"},
      script = "n.style.setProperty(k, v);")
  static native void style(JSObject n, String k, String v);

  @JSBody(
      params = {"n", "k"},
      script = "return Number(n[k]) || 0;")
  static native double number(JSObject n, String k);

  @JSBody(
      params = {"n", "k", "v"},
      script = "n[k] = v;")
  static native void number(JSObject n, String k, double v);

  @JSBody(
      params = {"n", "k"},
      script = "return !!n[k];")
  static native boolean flag(JSObject n, String k);

  @JSBody(
      params = {"n", "k", "v"},
      script = "n[k] = v;")
  static native void flag(JSObject n, String k, boolean v);

  @JSBody(
      params = {"n", "k"},
      script = "var v = n[k]; return v === undefined || v === null ? '' : String(v);")
  static native String string(JSObject n, String k);

  @JSBody(
      params = {"n", "k", "v"},
      script = "n[k] = v;")
  static native void string(JSObject n, String k, String v);

  @JSBody(
      params = {"n", "k"},
      script = "var v = n[k]; return v === undefined ? null : v;")
  static native @Nullable JSObject object(JSObject n, String k);

  @JSBody(
      params = {"n", "k"},
      script = "n[k]();")
  static native void call(JSObject n, String k);

  @JSBody(
      params = {"n", "o"},
      script = "return n === o || n.contains(o);")
  static native boolean contains(JSObject n, @Nullable JSObject o);

  @JSBody(
      params = {"n", "k"},
      script = "return n.getBoundingClientRect()[k];")
  static native double box(JSObject n, String k);

  @JSBody(
      params = {"n", "type", "f", "passive"},
      script = "n.addEventListener(type, f, {passive: passive});")
  static native void listen(JSObject n, String type, EventListener f, boolean passive);

  @JSBody(
      params = {"n", "id"},
      script = "try { n.setPointerCapture(id); } catch (e) { /* the pointer is gone */ }")
  static native void capture(JSObject n, int id);

  @JSBody(
      params = {"n", "f"},
      script = "new ResizeObserver(function() { f(); }).observe(n);")
  static native void observeSize(JSObject n, Callback f);

  @JSBody(
      params = {"n", "t"},
      script = "return n.getElementsByTagName(t).length;")
  static native int count(JSObject n, String t);

  @JSBody(
      params = {"n", "t", "i"},
      script = "return n.getElementsByTagName(t)[i];")
  static native JSObject item(JSObject n, String t, int i);

  @JSBody(params = "n", script = "return new XMLSerializer().serializeToString(n);")
  static native String markup(JSObject n);

  // Window

  @JSBody(script = "return window;")
  static native JSObject window();

  @JSBody(script = "return document;")
  static native JSObject document();

  @JSBody(script = "return document.activeElement;")
  static native @Nullable JSObject active();

  @JSBody(script = "return location.protocol + '//' + location.host;")
  static native String origin();

  @JSBody(script = "return location.pathname + location.search;")
  static native String address();

  @JSBody(script = "return location.hash;")
  static native String hash();

  @JSBody(
      params = {"url", "replace", "step"},
      script =
          "if (replace) history.replaceState(step, '', url); else history.pushState(step, '', url);")
  static native void address(String url, boolean replace, int step);

  @JSBody(script = "return typeof history.state === 'number' ? history.state : 0;")
  static native int step();

  @JSBody(params = "by", script = "history.go(by);")
  static native void go(int by);

  @JSBody(params = "t", script = "document.title = t;")
  static native void title(String t);

  @JSBody(
      params = "k",
      script = "try { return localStorage.getItem(k) || ''; } catch (e) { return ''; }")
  static native String stored(String k);

  @JSBody(
      params = {"k", "v"},
      script = "try { localStorage.setItem(k, v); } catch (e) { /* private browsing: forget */ }")
  static native void store(String k, String v);

  @JSBody(
      params = "k",
      script = "try { return sessionStorage.getItem(k) || ''; } catch (e) { return ''; }")
  static native String storedForTab(String k);

  @JSBody(
      params = {"k", "v"},
      script = "try { sessionStorage.setItem(k, v); } catch (e) { /* not allowed: forget */ }")
  static native void storeForTab(String k, String v);

  @JSBody(params = "q", script = "return matchMedia(q).matches;")
  static native boolean media(String q);

  @JSBody(
      params = {"q", "f"},
      script = "matchMedia(q).addEventListener('change', function() { f(); });")
  static native void onMedia(String q, Callback f);

  @JSBody(
      script =
          "var d = new Date(), p = function(n) { return (n < 10 ? '_0' : '_') + n; };"
              + "return d.getFullYear() + p(d.getMonth() + 1) + p(d.getDate()) + p(d.getHours())"
              + " + p(d.getMinutes()) + p(d.getSeconds());")
  static native String localTimestamp();

  @JSBody(script = "return performance.now();")
  static native double now();

  @JSBody(params = "n", script = "performance.mark(n);")
  static native void mark(String n);

  @JSBody(
      params = {"n", "s", "e"},
      script = "performance.measure(n, {start: s, end: e});")
  static native void measure(String n, double s, double e);

  @JSBody(params = "f", script = "requestAnimationFrame(f);")
  static native void frame(TimeCallback f);

  @JSBody(
      params = {"f", "ms"},
      script = "return setTimeout(f, ms);")
  static native int timeout(Callback f, double ms);

  @JSBody(params = "h", script = "clearTimeout(h);")
  static native void clearTimeout(int h);

  @JSBody(
      params = {"t", "ok", "bad"},
      script =
          "if (navigator.clipboard) navigator.clipboard.writeText(t).then(function() { ok(); }, function() { bad(); });"
              + " else bad();")
  static native void copy(String t, Callback ok, Callback bad);

  @JSBody(
      params = {"url", "name"},
      script =
          "var a = document.createElement('a'); a.href = url; a.download = name; document.body.appendChild(a); a.click(); a.remove();")
  static native void download(String url, String name);

  @JSBody(
      params = {"text", "type"},
      script = "return URL.createObjectURL(new Blob([text], {type: type}));")
  static native String blobUrl(String text, String type);

  @JSBody(params = "url", script = "setTimeout(function() { URL.revokeObjectURL(url); }, 10000);")
  static native void revokeLater(String url);

  // Long names: the minifier gives parameters short ones, and does not look into inner functions.
  @JSBody(
      params = {"text", "w", "h", "f"},
      script =
          "var image = new Image(); image.onload = function() {"
              + " var canvas = document.createElement('canvas'); canvas.width = w; canvas.height = h;"
              + " canvas.getContext('2d').drawImage(image, 0, 0, w, h);"
              + " canvas.toBlob(function(blob) { f(blob ? URL.createObjectURL(blob) : null); }); };"
              + " image.onerror = function() { f(null); };"
              + " image.src = URL.createObjectURL(new Blob([text], {type: 'image/svg+xml'}));")
  static native void png(String text, double w, double h, TextCallback f);

  @JSBody(
      params = {"url"},
      script = "window.open(url, '_blank', 'noopener');")
  static native void open(String url);

  @JSBody(params = "url", script = "location.href = url;")
  static native void follow(String url);

  @JSBody(params = "s", script = "return encodeURIComponent(s);")
  static native String encode(String s);

  @JSBody(params = "s", script = "try { return decodeURIComponent(s); } catch (e) { return s; }")
  static native String decode(String s);

  @JSBody(
      params = {"what", "error"},
      script = "console.error(what, error);")
  static native void log(String what, String error);
}
