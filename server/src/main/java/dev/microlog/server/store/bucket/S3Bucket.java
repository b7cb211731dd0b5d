package dev.microlog.server.store.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket behind the S3 protocol, by the client of AWS, which looks for credentials itself:
 * environment, {@code ~/.aws}, roles. The client is made when it is first used.
 */
final class S3Bucket implements Bucket {
  private static final String ANYTHING = "application/octet-stream";

  private final BucketAddress address;
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable S3Client client;

  S3Bucket(BucketAddress address) {
    this.address = address;
  }

  private S3Client client() {
    making.lock();
    try {
      S3Client known = client;
      if (known == null) {
        known = make();
        client = known;
      }
      return known;
    } finally {
      making.unlock();
    }
  }

  /** Plain requests, signed as a whole: extensions of AWS are not understood by all others. */
  private S3Client make() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(30)))
            .overrideConfiguration(
                settings ->
                    settings.retryStrategy(
                        DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(2).build()))
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(address.pathStyle())
                    .chunkedEncodingEnabled(false)
                    .build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    String region = address.region();
    if (address.endpoint() != null) {
      builder.endpointOverride(address.endpoint());
      region = region == null ? "us-east-1" : region; // what those without regions call theirs
    }
    if (region != null) {
      builder.region(Region.of(region));
    }
    return builder.build();
  }

  private <T> T ask(Function<S3Client, T> request) throws BucketException {
    try {
      return request.apply(client());
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  @Override
  public void list(String prefix, Consumer<BucketObject> each) throws BucketException {
    String token = null;
    do {
      String from = token;
      ListObjectsV2Response page =
          ask(
              s3 ->
                  s3.listObjectsV2(
                      list ->
                          list.bucket(address.bucket()).prefix(prefix).continuationToken(from)));
      page.contents()
          .forEach(
              object ->
                  each.accept(
                      new BucketObject(
                          object.key(),
                          object.size() == null ? 0 : object.size(),
                          tag(object.eTag()),
                          object.lastModified() == null ? Instant.EPOCH : object.lastModified())));
      token = page.nextContinuationToken();
    } while (token != null);
  }

  @Override
  public void get(String key, Path target, long limitBytes) throws IOException {
    try (InputStream in = ask(s3 -> s3.getObject(get -> get.bucket(address.bucket()).key(key)));
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0 && total <= limitBytes; n = in.read(buffer)) {
        out.write(buffer, 0, (int) Math.min(n, limitBytes + 1 - total));
        total += n;
      }
    } catch (SdkException e) {
      throw failure(e);
    } catch (SocketException | SocketTimeoutException | EOFException e) {
      throw new BucketException(BucketException.Reason.AWAY, away(), e);
    }
  }

  @Override
  public Optional<String> put(String key, Path file, Map<String, String> metadata, boolean replace)
      throws IOException {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(address.bucket())
            .key(key)
            .contentType(ANYTHING)
            .metadata(metadata);
    try {
      PutObjectRequest request = replace ? put.build() : put.ifNoneMatch("*").build();
      return Optional.of(tag(client().putObject(request, RequestBody.fromFile(file)).eTag()));
    } catch (S3Exception e) {
      if (!replace && (e.statusCode() == 412 || e.statusCode() == 409)) {
        return Optional.empty();
      }
      if (!replace && e.statusCode() == 501) { // it does not know the condition
        return put(key, file, metadata, true);
      }
      throw failure(e);
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  @Override
  public Map<String, String> metadata(String key) throws BucketException {
    return ask(s3 -> s3.headObject(head -> head.bucket(address.bucket()).key(key))).metadata();
  }

  @Override
  public void delete(String key) throws BucketException {
    var unused = ask(s3 -> s3.deleteObject(delete -> delete.bucket(address.bucket()).key(key)));
  }

  /** Tags are opaque, and written into files of ours. */
  private static String tag(@Nullable String etag) {
    String text = String.valueOf(etag).replaceAll("[^!-~]", "");
    return text.substring(0, Math.min(200, text.length()));
  }

  private BucketException failure(SdkException e) {
    if (e instanceof NoSuchKeyException) {
      return new BucketException(
          BucketException.Reason.MISSING, "The object is no longer in the bucket.", e);
    }
    if (e instanceof S3Exception answer) {
      return refusal(answer);
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof SdkClientException && message.contains("credentials")) {
      return new BucketException(
          BucketException.Reason.REFUSED,
          "There are no credentials for "
              + address.label()
              + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run with a"
              + " role.",
          e);
    }
    if (e instanceof SdkClientException && message.contains("region")) {
      return new BucketException(
          BucketException.Reason.WRONG_ADDRESS,
          "The region of " + address.label() + " is not known; set store.region or AWS_REGION.",
          e);
    }
    return new BucketException(BucketException.Reason.AWAY, away(), e);
  }

  private BucketException refusal(S3Exception e) {
    String code = code(e);
    if (code.equals("AuthorizationHeaderMalformed")
        || e.statusCode() == 301
        || e.statusCode() == 307) {
      return new BucketException(
          BucketException.Reason.WRONG_ADDRESS,
          address.label() + " is in another region; set store.region to that of the bucket.",
          e);
    }
    if (code.equals("NoSuchBucket") || e.statusCode() == 404) {
      return new BucketException(
          BucketException.Reason.WRONG_ADDRESS,
          "There is no bucket "
              + address.bucket()
              + " at "
              + place()
              + "; make it, or correct store.bucket or store.endpoint.",
          e);
    }
    if (e.statusCode() >= 400 && e.statusCode() < 500 && e.statusCode() != 429) {
      return new BucketException(
          BucketException.Reason.REFUSED,
          address.label()
              + " refuses the credentials"
              + (code.isEmpty() ? "" : " (" + code + ")")
              + "; use some that may list, read, write and delete there.",
          e);
    }
    return new BucketException(BucketException.Reason.AWAY, away(), e);
  }

  /** The server's own word for what is wrong, if it is one. */
  private static String code(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code != null && code.matches("[A-Za-z]{1,60}") ? code : "";
  }

  private String away() {
    return address.label() + " at " + place() + " cannot be reached; it is tried again.";
  }

  private String place() {
    return address.endpoint() == null
        ? "AWS"
        : Objects.requireNonNull(address.endpoint()).getScheme()
            + "://"
            + Objects.requireNonNull(address.endpoint()).getAuthority();
  }

  @Override
  public void close() {
    making.lock();
    try {
      if (client != null) {
        client.close();
      }
    } finally {
      making.unlock();
    }
  }
}
