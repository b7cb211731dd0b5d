package dev.microlog.server.store.bucket;

/** Credentials where the client looks for them, for the length of a test. */
final class AwsProperties implements AutoCloseable {
  private static final String ID = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  AwsProperties(String id, String secret) {
    System.setProperty(ID, id);
    System.setProperty(SECRET, secret);
  }

  static AwsProperties right() {
    return new AwsProperties(ObjectStore.ID, ObjectStore.SECRET);
  }

  @Override
  public void close() {
    System.clearProperty(ID);
    System.clearProperty(SECRET);
  }
}
