package dev.microlog.server;

import dev.microlog.server.explain.ExplanationSettings;

/** What the page has to know of the server; no secret is ever in it. */
record ConfigJson(String version, long maxUploadBytes, Explain explain) {

  /** Whether and by whom a program can be explained. */
  record Explain(boolean configured, String model, String baseUrl) {}

  static ConfigJson of(ServerOptions options, ExplanationSettings explain) {
    return new ConfigJson(
        options.version(),
        options.maxUploadBytes(),
        new Explain(explain.configured(), explain.model(), explain.host()));
  }
}
