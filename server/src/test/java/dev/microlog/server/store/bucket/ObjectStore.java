package dev.microlog.server.store.bucket;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/**
 * A real server of the S3 protocol with objects in memory, which checks signatures. It can be
 * stopped and started again on the same port; the objects stay.
 */
final class ObjectStore implements AutoCloseable {
  static final String BUCKET = "team";
  static final String ID = "AKIDEXAMPLE";
  static final String SECRET = "s3cr3t-of-the-test";

  private final BlobStoreContext context =
      ContextBuilder.newBuilder(new TransientApiMetadata())
          .credentials(ID, SECRET)
          .build(BlobStoreContext.class);
  private S3Proxy server;
  private final int port;

  private ObjectStore() throws Exception {
    blobs().createContainerInLocation(null, BUCKET);
    server = started(0);
    port = server.getPort();
  }

  /** Starts one with an empty bucket. */
  static ObjectStore start() throws Exception {
    return new ObjectStore();
  }

  private S3Proxy started(int at) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(blobs())
            .endpoint(URI.create("http://127.0.0.1:" + at))
            .awsAuthentication(AuthenticationType.AWS_V4, ID, SECRET)
            .build();
    proxy.start();
    while (!proxy.getState().equals("STARTED")) {
      Thread.sleep(5);
    }
    return proxy;
  }

  /** The objects themselves, past the protocol. */
  BlobStore blobs() {
    return context.getBlobStore();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  BucketAddress address(String bucket, String prefix) {
    return new BucketAddress(bucket, prefix, endpoint(), null, true);
  }

  /** Puts an object there as any other tool would. */
  void put(String key, byte[] content) {
    blobs().putBlob(BUCKET, blobs().blobBuilder(key).payload(content).build());
  }

  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    blobs()
        .list(BUCKET, org.jclouds.blobstore.options.ListContainerOptions.Builder.recursive())
        .forEach(object -> keys.add(object.getName()));
    return keys;
  }

  void remove(String key) {
    blobs().removeBlobs(BUCKET, List.of(key));
  }

  /** Goes away; requests find nobody. */
  void stop() throws Exception {
    server.stop();
  }

  /** Comes back. */
  void restart() throws Exception {
    server = started(port);
  }

  @Override
  public void close() throws Exception {
    server.stop();
    context.close();
  }
}
