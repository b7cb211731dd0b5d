package dev.microlog.server;

import dev.microlog.server.design.DesignJson;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.codec.TimelineEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page and one recording as a single file that needs no server and loads nothing. The timeline
 * is in it as base64 of gzip (browsers can decompress that by themselves), the script and the style
 * sheet are in it as they are, and a Content-Security-Policy allows exactly these two, by their
 * hashes.
 */
public final class HtmlExport {
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\" href=\"/([^\"]+)\">\\n?");
  private static final Pattern SCRIPT =
      Pattern.compile("<script src=\"/([^\"]+)\" defer></script>\\n?");
  private static final Pattern ICON = Pattern.compile("<link rel=\"icon\"[^>]*>\\n?");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

  private HtmlExport() {}

  /**
   * What the page would ask a server for: the layouts of the Design, the evidence with the
   * explanation that rules make of it, and the tips; JSON by name.
   */
  public static Map<String, String> answers(Timeline timeline) throws IOException {
    Map<String, String> answers = new TreeMap<>(DesignJson.forExport(timeline));
    answers.putAll(ExplanationJson.forExport(timeline));
    answers.put("tips", TipsService.json(timeline, Selection.all(timeline)).toString());
    return answers;
  }

  /**
   * Writes the page.
   *
   * @param timeline a finished or growing timeline file
   * @param key what the recording is called on the page
   * @param answers what a server would answer, JSON by name ({@code design}, {@code evidence}, …)
   */
  public static void write(
      Path timeline, RecordingKey key, Map<String, String> answers, OutputStream out)
      throws IOException {
    try (InputStream in = TimelineEncodings.inflated(Files.newInputStream(timeline))) {
      write(in, key, answers, out);
    }
  }

  /**
   * Writes the page with a part of a recording, and what a server would answer about that part.
   *
   * @param part as {@code Excerpt} makes it
   */
  public static void write(Timeline part, RecordingKey key, OutputStream out) throws IOException {
    byte[] encoded = new TimelineEncoder().encode(part);
    write(new ByteArrayInputStream(encoded), key, answers(part), out);
  }

  private static void write(
      InputStream timeline, RecordingKey key, Map<String, String> answers, OutputStream out)
      throws IOException {
    String page = asset("index.html");
    String style = asset(name(STYLE, page));
    String script = inScript(asset(name(SCRIPT, page)));
    String head =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '"
            + hash(script)
            + "'; style-src '"
            + hash(style)
            + "'; img-src data: blob:; connect-src data: blob:; base-uri 'none'; form-action 'none'\">\n"
            + "<style>"
            + style
            + "</style>\n";
    page = ICON.matcher(page).replaceAll("");
    page = SCRIPT.matcher(page).replaceAll("");
    page = STYLE.matcher(page).replaceAll(Matcher.quoteReplacement(head));
    int end = page.lastIndexOf("</body>");
    text(out, page.substring(0, end));
    text(
        out,
        "<script type=\"text/plain\" id=\"microlog-timeline\" data-app=\""
            + key.app()
            + "\" data-id=\""
            + key.id()
            + "\">");
    text(out, base64(timeline));
    text(out, "</script>\n");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      if (!NAME.matcher(answer.getKey()).matches()) {
        throw new IllegalArgumentException("Not a name: " + answer.getKey());
      }
      text(
          out,
          "<script type=\"application/json\" id=\"microlog-"
              + answer.getKey()
              + "\">"
              + answer.getValue().replace("<", "\\u003c")
              + "</script>\n");
    }
    text(out, "<script>" + script + "</script>\n" + page.substring(end));
    out.flush();
  }

  private static String name(Pattern pattern, String page) throws IOException {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new IOException("The page of this build has no script or style sheet.");
    }
    return matcher.group(1);
  }

  private static String asset(String name) throws IOException {
    byte[] content = PageService.read(name);
    if (content == null) {
      throw new IOException("This program was built without its page; build it with mvn package.");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /** A script's text between its tags: nothing in it may look like one of them. */
  private static String inScript(String script) {
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  private static String base64(InputStream timeline) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      TimelineEncodings.copy(timeline, gzip);
    }
    return Base64.getEncoder().encodeToString(zipped.toByteArray());
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
