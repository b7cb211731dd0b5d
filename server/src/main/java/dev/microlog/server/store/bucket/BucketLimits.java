package dev.microlog.server.store.bucket;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How much is fetched from a bucket, and kept.
 *
 * @param recordingBytes larger timelines are not fetched
 * @param cacheBytes of what was fetched, so much is kept
 */
public record BucketLimits(long recordingBytes, long cacheBytes) {
  /** 10 GiB. */
  public static final long DEFAULT_CACHE_BYTES = 10L << 30;

  private static final String VARIABLE = "MICROLOG_S3_MAX_CACHE";
  private static final String SETTING = "store.max-cache";

  /**
   * The limits that are configured, the environment first.
   *
   * @param environment finds a variable by its name, or null
   * @param file finds a setting of the configuration file by its name, or null
   * @throws IOException when a setting is not what it should be; its message says which
   */
  @SuppressWarnings("NullAway") // UnaryOperator may give null here, and says so above
  public static BucketLimits from(
      UnaryOperator<@Nullable String> environment,
      UnaryOperator<@Nullable String> file,
      long recordingBytes)
      throws IOException {
    String variable = environment.apply(VARIABLE);
    boolean named = variable != null && !variable.isBlank();
    String text = named ? variable : file.apply(SETTING);
    return new BucketLimits(
        recordingBytes,
        text == null || text.isBlank()
            ? DEFAULT_CACHE_BYTES
            : bytes(named ? VARIABLE : SETTING, text.strip()));
  }

  private static long bytes(String name, String text) throws IOException {
    if (text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw new IOException(name + " is a number of bytes, such as " + DEFAULT_CACHE_BYTES + ".");
  }
}
