package dev.microlog.convert.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.TimelineBuilder;
import org.junit.jupiter.api.Test;

final class RecorderStacksTest {
  private final Dictionary dictionary = new Dictionary(new TimelineBuilder());
  private final RecorderStacks stacks = new RecorderStacks(dictionary);

  /** The leaf of a stack of these classes, the root first. */
  private int stack(String... types) {
    int node = -1;
    for (String type : types) {
      int method = dictionary.method(type, "run", "()V");
      node = dictionary.push(node, dictionary.frame(method, 1, FrameKind.INTERPRETED));
    }
    return node;
  }

  @Test
  void startAndHousekeepingAreTheRecordersOwn() {
    String recorder = "dev.microlog.bridge.recorder.Housekeeper";
    assertTrue(stacks.contains(stack("java.lang.Thread", recorder, "java.lang.Thread")));
    assertTrue(stacks.contains(stack("dev.microlog.bridge.AgentStart", "java.util.zip.ZipFile")));
  }

  @Test
  void theProgramsCallsAreItsOwnWhateverTheyMeet() {
    String sink = "dev.microlog.bridge.capture.PrintSink";
    assertFalse(stacks.contains(stack("app.Main", "java.io.PrintStream", sink)));
    assertFalse(stacks.contains(stack("app.Main")));
    assertFalse(stacks.contains(-1));
  }
}
