package dev.microlog.web.net;

import dev.microlog.web.dom.Page;

/** The addresses of {@code docs/API.md}. */
public final class Api {
  public static final String RECORDINGS = "/api/recordings";
  public static final String EVENTS = "/api/events";
  public static final String CONFIG = "/api/config";

  private Api() {}

  public static String recording(String app, String id) {
    return RECORDINGS + "/" + Page.encode(app) + "/" + Page.encode(id);
  }

  /** Where a file of that name is put; the server makes name and time of the recording from it. */
  public static String upload(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String app = clean(fileName.substring(0, dot));
    return RECORDINGS
        + "/"
        + Page.encode(app)
        + "/"
        + Page.localTimestamp()
        + fileName.substring(dot);
  }

  /** A file's name as the name of an application: other characters become {@code -}. */
  static String clean(String name) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < name.length() && clean.length() < 100; i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean allowed = plain || c == '_' || c == '-' || (c == '.' && !clean.isEmpty());
      clean.append(allowed ? c : '-');
    }
    return clean.isEmpty() ? "upload" : clean.toString();
  }

  public static String part(String app, String id, String part) {
    return recording(app, id) + "/" + part;
  }

  /** The title and detail of an {@code application/problem+json}, or the given words. */
  public static String problem(String body, String otherwise) {
    try {
      Json json = Json.parse(body);
      String title = json.text("title");
      String detail = json.text("detail");
      if (detail.isEmpty() || detail.equals(title)) {
        return title.isEmpty() ? otherwise : title;
      }
      return title.isEmpty() ? detail : title + ": " + detail;
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
