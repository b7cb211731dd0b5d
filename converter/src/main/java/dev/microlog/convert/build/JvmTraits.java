package dev.microlog.convert.build;

import java.util.Map;

/**
 * What a chunk says of the JVM that it was recorded in, as far as it tells one JVM from another.
 *
 * @param processId -1 if the chunk does not say it
 * @param version of the JVM, as the recorder words it; empty if the chunk does not say it
 * @param startMicros when the JVM was started, in µs since the chunk's start, so negative; NaN if
 *     the chunk does not say it. Recorders do not agree on the moment, but each repeats its own
 * @param osThreads ids by which the operating system knows Java threads, by their Java ids: a
 *     thread that is not virtual keeps both for its life, and its Java id is given once in a JVM
 */
public record JvmTraits(
    double processId, String version, double startMicros, Map<Long, Long> osThreads) {
  public JvmTraits {
    osThreads = Map.copyOf(osThreads);
  }
}
