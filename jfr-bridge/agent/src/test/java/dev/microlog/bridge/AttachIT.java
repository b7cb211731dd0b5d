package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.microlog.bridge.program.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent loaded into a program that is running already. */
class AttachIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsFromThenOn(Jdk jdk) throws Exception {
    Path out = Files.createTempFile(store, "out", ".txt");
    Path err = Files.createTempFile(store, "err", ".txt");
    Process process =
        new ChildJvm(jdk, store)
            .withoutAgent()
            .option("-XX:+EnableDynamicAgentLoading")
            .start(Counts.class, out, err, "600");
    ChildJvm.awaitLines(out, 10);
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    machine.loadAgent(ChildJvm.agentJar().toString(), "name=attached,summary=false,store=" + store);
    machine.detach();
    int before = Files.readAllLines(out).size();
    ChildJvm.awaitLines(out, before + 10);
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    assertFalse(Files.readString(err).contains("Microlog"), Files.readString(err));
    List<Path> files = ChildJvm.recordings(store);
    assertEquals(1, files.size(), files.toString());
    List<Event> prints = Event.read(files.get(0), "microlog.Print");
    assertTrue(prints.size() >= 10, prints.size() + " lines");
    int last = Integer.parseInt(prints.get(prints.size() - 1).text("message"));
    assertTrue(last >= before + 10, last + " of " + before);
    assertEquals("Counts.main", prints.get(0).caller());
  }
}
