package dev.microlog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} in a JVM of its own, with and without a bucket. */
@Timeout(60)
class ServeBucketTest {
  private static final String CLIENT = "software.amazon.awssdk.";

  @TempDir Path folder = Path.of("");

  private Process serve(Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + folder.resolve("loaded"),
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.microlog.cli.Main",
            "serve",
            "--port",
            "0",
            "--store",
            folder.resolve("store").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("MICROLOG_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(variables);
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    return String.valueOf(out.readLine());
  }

  private boolean isClientLoaded() throws IOException {
    return Files.readString(folder.resolve("loaded")).contains(CLIENT);
  }

  private void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
  }

  @Test
  void withoutABucketNothingOfItsClientIsLoaded() throws Exception {
    Process process = serve(Map.of());
    try {
      assertTrue(firstLine(process).startsWith("Microlog serves "));
      Thread.sleep(1_500);
      assertFalse(isClientLoaded());
    } finally {
      end(process);
    }
  }

  @Test
  void aBucketThatIsAwayIsOneLineAndTheRestIsServed() throws Exception {
    Process process =
        serve(
            Map.of(
                "MICROLOG_S3_BUCKET", "s3://team/jvm",
                "MICROLOG_S3_ENDPOINT", "http://127.0.0.1:1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "s3cr3t"));
    try {
      String line = firstLine(process);
      assertTrue(line.contains(" and s3://team/jvm at http://127.0.0.1:"), line);
      while (Files.size(folder.resolve("err")) == 0) {
        Thread.sleep(50);
      }
      assertTrue(isClientLoaded());
      Thread.sleep(500);
      List<String> said = Files.readAllLines(folder.resolve("err"));
      assertEquals(1, said.size(), said.toString());
      assertTrue(
          said.get(0).startsWith("microlog: s3://team/jvm at http://127.0.0.1:1 cannot be reached"),
          said.get(0));
      assertFalse(said.get(0).contains("s3cr3t"));
    } finally {
      end(process);
    }
  }

  @Test
  void aBucketThatIsNoneIsAnError() throws Exception {
    Process process = serve(Map.of("MICROLOG_S3_BUCKET", "team"));
    try {
      assertEquals(1, process.waitFor());
      String said = Files.readString(folder.resolve("err"));
      assertTrue(said.startsWith("microlog: MICROLOG_S3_BUCKET names no bucket"), said);
    } finally {
      end(process);
    }
  }
}
