package dev.microlog.web.dom;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Requests to the server that the page came from. */
public final class Http {
  /** The status of a change for which the server wants another token. */
  public static final int UNAUTHORIZED = 401;

  private static final String TOKEN = "token";

  private Http() {}

  /** How a request ended. */
  public interface Answer<T> {
    void done(T content);

    /**
     * @param status the HTTP status, 0 if the server was not reached
     * @param problem the problem's text, or what the browser says; may be empty
     */
    void failed(int status, String problem);

    /** Bytes that came, or went; the total is 0 while it is not known. */
    default void progress(double bytes, double total) {}
  }

  @JSFunctor
  private interface Done extends JSObject {
    void accept(
        int status, @Nullable String text, @JSByRef(optional = true) byte @Nullable [] bytes);
  }

  @JSFunctor
  private interface Progress extends JSObject {
    void accept(double bytes, double total);
  }

  @JSFunctor
  private interface Text extends JSObject {
    void accept(String type, String data);
  }

  /** A running request. */
  public static final class Call {
    private final JSObject handle;

    private Call(JSObject handle) {
      this.handle = handle;
    }

    public void cancel() {
      abort(handle);
    }
  }

  /** The token that goes with all changes from now on, in this tab of the browser; may be empty. */
  public static void authorize(String token) {
    Page.storeForTab(TOKEN, token);
  }

  /** Whether there is a token that goes with changes. */
  public static boolean isAuthorized() {
    return !Page.storedForTab(TOKEN).isEmpty();
  }

  private static String token(String method) {
    return method.equals("GET") ? "" : Page.storedForTab(TOKEN);
  }

  public static Call text(String method, String url, @Nullable String body, Answer<String> answer) {
    JSObject none = null;
    return new Call(
        send(
            method,
            url,
            token(method),
            body,
            none,
            false,
            (status, text, bytes) -> Guard.run(() -> endText(status, text, answer)),
            (bytes, total) -> Guard.run(() -> answer.progress(bytes, total))));
  }

  /** The bytes of a file on the server, after the browser has decompressed them. */
  public static Call bytes(String url, Answer<byte[]> answer) {
    JSObject none = null;
    return new Call(
        send(
            "GET",
            url,
            "",
            null,
            none,
            true,
            (status, text, bytes) -> Guard.run(() -> endBytes(status, text, bytes, answer)),
            (bytes, total) -> Guard.run(() -> answer.progress(bytes, total))));
  }

  /** Sends a file. */
  public static Call upload(String url, LocalFile file, Answer<String> answer) {
    return new Call(
        send(
            "PUT",
            url,
            token("PUT"),
            null,
            file.file,
            false,
            (status, text, bytes) -> Guard.run(() -> endText(status, text, answer)),
            (bytes, total) -> Guard.run(() -> answer.progress(bytes, total))));
  }

  private static void endText(int status, @Nullable String text, Answer<String> answer) {
    String content = text == null ? "" : text;
    if (status >= 200 && status < 300 && status != 202) {
      answer.done(content);
    } else {
      answer.failed(status, content);
    }
  }

  private static void endBytes(
      int status, @Nullable String text, byte @Nullable [] bytes, Answer<byte[]> answer) {
    if (status == 200 && bytes != null) {
      answer.done(bytes);
    } else {
      answer.failed(status, text == null ? "" : text);
    }
  }

  /**
   * Server-sent events of a GET, which the browser reconnects by itself.
   *
   * @param listener gets {@code (type, data)}; type {@code open} and {@code error} tell of the
   *     connection
   */
  public static void events(String url, String[] types, BiConsumer<String, String> listener) {
    source(url, types, (type, data) -> Guard.run(() -> listener.accept(type, data)));
  }

  /**
   * Server-sent events that answer a POST; {@code ended}, {@code failed} or {@code unauthorized}
   * comes last.
   */
  public static Call stream(String url, String body, BiConsumer<String, String> listener) {
    return new Call(
        post(
            url,
            token("POST"),
            body,
            (type, data) -> Guard.run(() -> listener.accept(type, data))));
  }

  /** Decompresses what an exported page carries: base64 of gzip. */
  public static void gunzip(String base64, Consumer<byte[]> done, Consumer<String> failed) {
    inflate(
        base64,
        (status, text, bytes) ->
            Guard.run(
                () -> {
                  if (bytes != null) {
                    done.accept(bytes);
                  } else {
                    failed.accept(text == null ? "" : text);
                  }
                }));
  }

  @JSBody(params = "x", script = "x.abort();")
  private static native void abort(JSObject x);

  @JSBody(
      params = {"method", "url", "token", "body", "file", "binary", "done", "progress"},
      script =
          "var x = new XMLHttpRequest(); x.open(method, url);"
              + "if (binary) x.responseType = 'arraybuffer';"
              + "if (token) x.setRequestHeader('Authorization', 'Bearer ' + token);"
              + "if (body !== null) x.setRequestHeader('Content-Type', 'application/json');"
              + "x.onload = function() {"
              + "  var ok = x.status === 200 && binary;"
              + "  var text = !binary ? x.responseText : ok ? null : new TextDecoder().decode(x.response);"
              + "  done(x.status, text, ok ? new Int8Array(x.response) : null); };"
              + "x.onerror = function() { done(0, '', null); };"
              + "var p = function(e) { progress(e.loaded, e.lengthComputable ? e.total : 0); };"
              + "x.onprogress = p; if (file) x.upload.onprogress = p;"
              + "x.send(file || body); return x;")
  private static native JSObject send(
      String method,
      String url,
      String token,
      @Nullable String body,
      @Nullable JSObject file,
      boolean binary,
      Done done,
      Progress progress);

  @JSBody(
      params = {"url", "types", "f"},
      script =
          "var s = new EventSource(url);"
              + "s.onopen = function() { f('open', ''); };"
              + "s.onerror = function() { f('error', ''); };"
              + "types.forEach(function(t) { s.addEventListener(t, function(e) { f(t, e.data || ''); }); });")
  private static native void source(String url, String[] types, Text f);

  /*
   * Names of one letter are for the compiler: when it shortens those of the parameters it does not
   * look into nested functions, so a variable there would hide a parameter.
   */
  @JSBody(
      params = {"url", "token", "body", "listener"},
      script =
          "var control = new AbortController();"
              + "var headers = {'Content-Type': 'application/json', 'Accept': 'text/event-stream'};"
              + "if (token) headers.Authorization = 'Bearer ' + token;"
              + "fetch(url, {method: 'POST', body: body, signal: control.signal, headers: headers}).then(function(reply) {"
              + "  if (!reply.ok) return reply.text().then(function(text) { listener(reply.status === 401 ? 'unauthorized' : 'failed', text); });"
              + "  var decoder = new TextDecoder(), reader = reply.body.getReader(), rest = '';"
              + "  var feed = function(block) { var type = 'message', data = [];"
              + "    block.split('\\n').forEach(function(line) {"
              + "      if (line.indexOf('event:') === 0) type = line.substring(6).trim();"
              + "      if (line.indexOf('data:') === 0) data.push(line.substring(line.charAt(5) === ' ' ? 6 : 5)); });"
              + "    if (data.length) listener(type, data.join('\\n')); };"
              + "  var pump = function() { return reader.read().then(function(piece) {"
              + "    if (piece.value) rest += decoder.decode(piece.value, {stream: true}).replace(/\\r/g, '');"
              + "    var at; while ((at = rest.indexOf('\\n\\n')) >= 0) { feed(rest.substring(0, at)); rest = rest.substring(at + 2); }"
              + "    if (piece.done) { if (rest) feed(rest); listener('ended', ''); return null; }"
              + "    return pump(); }); };"
              + "  return pump();"
              + "}).catch(function(error) { listener(error.name === 'AbortError' ? 'cancelled' : 'failed', ''); });"
              + "return control;")
  private static native JSObject post(String url, String token, String body, Text listener);

  @JSBody(
      params = {"base64", "done"},
      script =
          "try { var s = atob(base64.trim()), b = new Uint8Array(s.length);"
              + "for (var i = 0; i < s.length; i++) b[i] = s.charCodeAt(i);"
              + "var d = new DecompressionStream('gzip'), w = d.writable.getWriter(); w.write(b); w.close();"
              + "new Response(d.readable).arrayBuffer().then("
              + "function(a) { done(200, null, new Int8Array(a)); }, function(e) { done(0, String(e), null); });"
              + "} catch (e) { done(0, String(e), null); }")
  private static native void inflate(String base64, Done done);
}
