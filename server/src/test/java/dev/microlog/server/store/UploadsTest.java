package dev.microlog.server.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {
  @TempDir Path directory = Path.of("");

  private Path file(String hex) throws IOException {
    return Files.write(directory.resolve("upload"), HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "JFR,      464c5200 0002",
    "JFR,      1f8b0800",
    "JFR,      28b52ffd",
    "JFR,      504b0304",
    "MICROLOG, 28b52ffd 00",
  })
  void takesWhatTheConverterReads(UploadKind kind, String hex) throws IOException {
    Path file = file(hex.replace(" ", ""));
    assertDoesNotThrow(() -> Uploads.check(file, kind));
  }

  @ParameterizedTest
  @CsvSource({
    "JFR,      04224d18", // lz4, which nothing reads
    "JFR,      464c52",
    "JFR,      6d6c6f67",
    "JFR,      ''",
    "MICROLOG, 464c5200",
    "MICROLOG, 1f8b0800",
    "MICROLOG, ''",
  })
  void refusesWhatItDoesNotRead(UploadKind kind, String hex) throws IOException {
    Path file = file(hex);
    StoreException e = assertThrows(StoreException.class, () -> Uploads.check(file, kind));
    assertEquals(StoreException.Reason.BAD_DATA, e.reason());
  }
}
