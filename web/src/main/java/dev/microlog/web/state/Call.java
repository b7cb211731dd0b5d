package dev.microlog.web.state;

/** The call that is selected: what is drawn at a place. */
public record Call(int thread, int depth, double atMicros) {}
