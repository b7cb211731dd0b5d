package dev.microlog.examples.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Errors of one kind, in milliseconds, without their sign. */
final class Errors {
  private final List<Double> millis = new ArrayList<>();

  void addMicros(double micros) {
    millis.add(Math.abs(micros) / 1000);
  }

  int count() {
    return millis.size();
  }

  /** The error that a share of all does not exceed; 0 if there is none. */
  double quantile(double share) {
    if (millis.isEmpty()) {
      return 0;
    }
    Collections.sort(millis);
    return millis.get((int) Math.min(millis.size() - 1, Math.floor(share * millis.size())));
  }

  double max() {
    return quantile(1);
  }
}
