package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 22, 6, 31, 51);

  @TempDir Path store;

  @Test
  void numbersCollisions() throws IOException {
    RecordingFiles first = RecordingFiles.reserve(store.resolve("shop"), START);
    RecordingFiles second = RecordingFiles.reserve(store.resolve("shop"), START);
    assertEquals("2026_11_22_06_31_51", first.id());
    assertEquals("2026_11_22_06_31_51_2", second.id());
    first.finish();
    Files.createFile(store.resolve("shop").resolve("2026_11_22_06_31_51_3.microlog"));
    assertEquals(
        "2026_11_22_06_31_51_4", RecordingFiles.reserve(store.resolve("shop"), START).id());
  }

  @Test
  void leavesNothingWhenDiscarded() throws IOException {
    RecordingFiles files = RecordingFiles.reserve(store.resolve("shop"), START);
    assertTrue(Files.exists(files.part()));
    Files.createDirectories(files.repository().resolve("inner"));
    Files.writeString(files.repository().resolve("inner").resolve("chunk.jfr"), "x");
    Files.createFile(files.push());
    files.discard();
    assertFalse(Files.exists(files.part()));
    assertFalse(Files.exists(files.push()));
    assertFalse(Files.exists(files.repository()));
  }

  @Test
  void givesASignOfLifeAndMakesNoFile() throws IOException {
    RecordingFiles files = RecordingFiles.reserve(store, START);
    Files.setLastModifiedTime(files.part(), FileTime.fromMillis(0));
    files.giveSign();
    assertTrue(Files.getLastModifiedTime(files.part()).toMillis() > 0);
    files.finish();
    files.giveSign();
    assertFalse(Files.exists(files.part()));
  }
}
