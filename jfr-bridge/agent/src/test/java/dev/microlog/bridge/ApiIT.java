package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.ApiCalls;
import dev.microlog.bridge.program.Starts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API with the agent, without it, and with nothing that records. */
class ApiIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isSeenByTheAgent(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).withApi().run(ApiCalls.class);
    assertEquals("printed true\n", result.stdout());
    assertCalls(result);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesNothingWhenNothingRecords(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).withApi().withoutAgent().run(ApiCalls.class);
    assertEquals("printed false\n", result.stdout());
    assertEquals("", result.stderr());
    assertEquals(List.of(), result.files());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void startsARecordingWithoutTheAgent(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .withApi()
            .withoutAgent()
            .environment("MICROLOG_STORE", store.toString())
            .environment("MICROLOG_LINES", "many")
            .run(ApiCalls.class, "start");
    assertEquals("file true\nprinted true\nafter the recording\n", result.stdout());
    assertTrue(
        result.stderr().startsWith("Microlog: ignored: lines=many is not a number"),
        result.stderr());
    assertTrue(result.recording().toString().contains("/api/"));
    List<Event> logs = result.events("microlog.Log");
    assertEquals("logged", logs.get(0).text("message"));
    assertEquals("jul", logs.get(0).text("source"));
    assertEquals(
        List.of("file true", "printed true"),
        result.events("microlog.Print").stream().map(print -> print.text("message")).toList());
    assertEquals("api", result.events("microlog.Span").get(0).text("name"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void startsNoSecondRecordingUnderTheAgent(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store).agent("name=agent").withApi().run(ApiCalls.class, "start");
    assertTrue(result.recording().toString().contains("/agent/"));
    assertEquals(3, result.events("microlog.Print").size());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesOneHookAndOneListenerHoweverOftenItStarts(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .withApi()
            .withoutAgent()
            .option("--add-opens=java.base/java.lang=ALL-UNNAMED")
            .option("--add-opens=jdk.jfr/jdk.jfr.internal=ALL-UNNAMED")
            .environment("MICROLOG_STORE", store.toString())
            .run(Starts.class);
    assertEquals(
        "file true\nfile true\nfile false\nfile true\nhooks 1\nlisteners 1\n",
        result.stdout(),
        result.stderr());
    assertTrue(result.stderr().contains("not recording"), result.stderr());
    assertEquals(3, result.files().size(), result.files().toString());
  }

  private static void assertCalls(Result result) throws Exception {
    List<Event> logs = result.events("microlog.Log");
    assertEquals(
        List.of("**info**", "warned", "failed"),
        logs.stream().map(log -> log.text("message")).toList());
    assertEquals("api", logs.get(0).text("source"));
    assertEquals("ApiCalls.call", logs.get(1).caller());
    assertTrue(logs.get(2).text("throwable").startsWith("java.lang.IllegalStateException: why"));
    Event span = result.events("microlog.Span").get(0);
    assertEquals("checkout", span.text("name"));
    assertTrue(span.event().getDuration().toMillis() >= 19);
  }
}
