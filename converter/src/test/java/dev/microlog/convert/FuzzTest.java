package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer on the whole way from bytes to tables, starting from published recordings, for a bounded
 * time: {@code -Dmicrolog.fuzz.seconds=3600} for longer. The message of a failure holds what Jazzer
 * printed, the input as Base64 included where it is short.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("microlog.fuzz.seconds", 15);

  @TempDir Path directory = Path.of("");

  @Test
  void noInputHangsTakesAllMemoryOrEndsInAnExceptionThatIsNotOurs() throws Exception {
    Path corpus = Files.createDirectory(directory.resolve("corpus"));
    for (String name :
        new String[] {
          "grafana_jfr-parser--nativemem.jfr",
          "moditect_jfr-analytics--async-profiler-wall.jfr",
          "moditect_jfr-analytics--basic.jfr"
        }) {
      Files.copy(PublicRecordings.file(name), corpus.resolve(name));
    }
    Path output = directory.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + directory,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=dev.microlog.convert.**:dev.microlog.timeline.**",
                "-max_total_time=" + SECONDS,
                "-max_len=200000",
                "-timeout=60",
                "-rss_limit_mb=3000",
                corpus.toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(SECONDS + 240L, TimeUnit.SECONDS), "Jazzer does not end");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), text);
    assertTrue(text.contains("Done "), text);
  }
}
