package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingKey;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket, and where. It holds no secret: credentials are looked for by the client of the
 * object store alone.
 *
 * @param bucket its name
 * @param prefix with which all our keys begin: empty, or ends with a slash
 * @param endpoint address of the object store, null for that of AWS
 * @param region null for what the client finds in its environment
 * @param pathStyle whether the bucket is named in the path instead of the host name
 */
public record BucketAddress(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle) {
  private static final Pattern FORM =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,254})(?:/([A-Za-z0-9._/-]{0,500}))?");

  /**
   * The bucket that is configured, the environment first; empty if there is none.
   *
   * @param environment finds a variable by its name, or null
   * @param file finds a setting of the configuration file by its name, or null
   * @throws IOException when a setting is not what it should be; its message says which
   */
  @SuppressWarnings("NullAway") // UnaryOperator may give null here, and says so above
  public static Optional<BucketAddress> from(
      UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> file)
      throws IOException {
    var settings = new Settings(environment, file);
    String bucket = settings.find("BUCKET", "bucket");
    if (bucket == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(bucket);
    if (!form.matches()) {
      throw new IOException(
          settings.name("BUCKET", "bucket")
              + " names no bucket: write s3://NAME or s3://NAME/PREFIX.");
    }
    URI endpoint = endpoint(settings);
    return Optional.of(
        new BucketAddress(
            form.group(1),
            prefix(form.group(2)),
            endpoint,
            settings.find("REGION", "region"),
            pathStyle(settings, endpoint != null)));
  }

  private static String prefix(@Nullable String path) {
    String inner = path == null ? "" : path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    return inner.isEmpty() ? "" : inner + "/";
  }

  private static @Nullable URI endpoint(Settings settings) throws IOException {
    String text = settings.find("ENDPOINT", "endpoint");
    if (text == null) {
      return null;
    }
    try {
      var endpoint = new URI(text);
      String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && endpoint.getHost() != null
          && endpoint.getUserInfo() == null) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      throw noEndpoint(settings);
    }
    throw noEndpoint(settings);
  }

  private static IOException noEndpoint(Settings settings) {
    return new IOException(
        settings.name("ENDPOINT", "endpoint")
            + " is no address: write https://HOST or https://HOST:PORT, without credentials.");
  }

  private static boolean pathStyle(Settings settings, boolean otherwise) throws IOException {
    String text = settings.find("PATH_STYLE", "path-style");
    if (text == null) {
      return otherwise;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IOException(settings.name("PATH_STYLE", "path-style") + " is true or false.");
    };
  }

  /** As a person writes it. */
  public String label() {
    String path = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
    return "s3://" + bucket + path;
  }

  /** The name of a directory for what is known of this bucket, and of no other. */
  String directoryName() {
    var sum = new CRC32();
    sum.update((endpoint + " " + label()).getBytes(StandardCharsets.UTF_8));
    String readable = RecordingKey.toName(bucket + "-" + prefix.replace("/", "-"));
    return readable.substring(0, Math.min(60, readable.length()))
        + "-"
        + Long.toHexString(sum.getValue());
  }

  /** A blank one counts as none. */
  private record Settings(
      UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> file) {
    @Nullable String find(String variable, String setting) {
      String value = environment.apply("MICROLOG_S3_" + variable);
      if (value == null || value.isBlank()) {
        value = file.apply("store." + setting);
      }
      return value == null || value.isBlank() ? null : value.strip();
    }

    /** Where the value is from, for messages. */
    String name(String variable, String setting) {
      String value = environment.apply("MICROLOG_S3_" + variable);
      return value == null || value.isBlank() ? "store." + setting : "MICROLOG_S3_" + variable;
    }
  }
}
