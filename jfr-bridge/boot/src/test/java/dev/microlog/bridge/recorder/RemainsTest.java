package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed JVM left is removed where nobody can read it, and nothing else. */
class RemainsTest {
  /** No process has this number: Linux ends at 4194304. */
  private static final String NOBODY = "9999999";

  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path directory;
  private RecordingFiles files;

  @BeforeEach
  void leaveAnUnreadableChunk() throws IOException {
    files = new RecordingFiles(directory, "2026_11_22_06_31_51");
    Files.createFile(files.part());
    Files.createFile(files.push());
    chunk(0);
  }

  private void chunk(long metadataPosition) throws IOException {
    Path chunks = Files.createDirectories(files.repository().resolve("2026_11_22_06_31_51_1"));
    byte[] bytes = new byte[8_111];
    ByteBuffer.wrap(bytes).putLong(24, metadataPosition);
    Files.write(chunks.resolve("1.jfr"), bytes);
  }

  private void owner(String host, String process) throws IOException {
    Files.writeString(files.repository().resolve("owner"), host + " " + process + "\n");
  }

  private boolean isRemovedAfter(Duration silence, Duration keep) throws IOException {
    Instant now = Instant.now();
    FileTime then = FileTime.from(now.minus(silence));
    Files.setLastModifiedTime(files.part(), then);
    Files.setLastModifiedTime(files.repository(), then);
    Remains.remove(directory, keep, now);
    boolean isRemoved = !Files.exists(files.part());
    assertEquals(isRemoved, !Files.exists(files.repository()));
    assertEquals(isRemoved, !Files.exists(files.push()));
    return isRemoved;
  }

  @Test
  void removesThoseOfADeadProcess() throws IOException {
    assumeTrue(RepositoryOwner.host() != null, "needs /proc");
    owner(RepositoryOwner.host(), NOBODY);
    assertTrue(isRemovedAfter(Duration.ZERO, Duration.ZERO));
  }

  @Test
  void leavesThoseOfALivingProcess() throws IOException {
    files.ownRepository();
    assertFalse(isRemovedAfter(Duration.ofHours(20), Duration.ofSeconds(1)), "a day at least");
  }

  @Test
  void leavesThoseOfAnotherMachineUntilRecordingsAreTooOld() throws IOException {
    owner("another-boot pid:[1]", NOBODY);
    assertFalse(isRemovedAfter(Duration.ofDays(6), WEEK));
    assertFalse(isRemovedAfter(Duration.ofDays(60), Duration.ZERO), "zero is for ever");
    assertTrue(isRemovedAfter(Duration.ofDays(8), WEEK));
  }

  @Test
  void leavesWhatCanBeRead() throws IOException {
    owner(String.valueOf(RepositoryOwner.host()), NOBODY);
    chunk(68);
    assertFalse(isRemovedAfter(Duration.ofDays(60), WEEK));
  }

  @Test
  void leavesARecordingThatHasNotGotItsName() throws IOException {
    owner(String.valueOf(RepositoryOwner.host()), NOBODY);
    Files.write(files.part(), new byte[100]);
    assertFalse(isRemovedAfter(Duration.ofDays(60), WEEK));
  }
}
