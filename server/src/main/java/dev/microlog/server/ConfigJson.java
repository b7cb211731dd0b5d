package dev.microlog.server;

import dev.microlog.server.explain.model.ExplanationSettings;

/** What the page has to know of the server; no secret is ever in it. */
record ConfigJson(String version, long maxUploadBytes, Explain explain) {

  /**
   * Whether and by whom a program can be explained.
   *
   * @param problem what is missing and what to set; empty if it is configured
   * @param baseUrl the endpoint's host, no more
   * @param tokens length of the evidence unless a person says otherwise
   */
  record Explain(boolean configured, String problem, String model, String baseUrl, int tokens) {}

  static ConfigJson of(ServerOptions options, ExplanationSettings explain) {
    return new ConfigJson(
        options.version(),
        options.maxUploadBytes(),
        new Explain(
            explain.configured(),
            explain.missing(),
            explain.model(),
            explain.host(),
            explain.evidenceTokens()));
  }
}
