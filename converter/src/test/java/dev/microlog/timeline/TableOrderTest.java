package dev.microlog.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableOrderTest {
  private final TimelineBuilder builder = new TimelineBuilder();
  private final int main = builder.threads().add(1, "main", "main", false);
  private final int worker = builder.threads().add(31, "worker", "main", false);

  @Test
  void samplesAreOrderedByThreadThenTime() {
    builder.samples().add(worker, 300, -1, SampleKind.JAVA, 1);
    builder.samples().add(main, 200, -1, SampleKind.JAVA, 2);
    builder.samples().add(worker, 100, -1, SampleKind.NATIVE, 3);
    builder.samples().add(main, 100, -1, SampleKind.CPU, 4);
    SampleTable samples = builder.build().samples();
    assertEquals("4 2 3 1 ", weights(samples));
    assertEquals(0, samples.firstRow(main));
    assertEquals(2, samples.firstRow(worker));
    assertEquals(4, samples.firstRow(2));
  }

  @Test
  void samplesOfOneInstantKeepTheirOrder() {
    for (int i = 0; i < 9; i++) {
      builder.samples().add(main, i == 4 ? 0 : 100, -1, SampleKind.JAVA, i);
    }
    assertEquals("4 0 1 2 3 5 6 7 8 ", weights(builder.build().samples()));
  }

  @Test
  void whatEnclosesComesFirst() {
    builder.waits().add(main, 100, 5, WaitKind.FILE_READ, -1, -1, -1, -1);
    builder.waits().add(main, 100, 50, WaitKind.CLASS_LOAD, -1, -1, -1, -1);
    WaitTable waits = builder.build().waits();
    assertEquals(WaitKind.CLASS_LOAD, waits.kind(0));
    assertEquals(150, waits.endMicros(0));
    assertEquals(WaitKind.FILE_READ, waits.kind(1));
  }

  @Test
  void rowsThatDoNotExistAreRefused() {
    builder.samples().add(2, 0, -1, SampleKind.JAVA, 1);
    assertThrows(IllegalArgumentException.class, builder::build);
    builder.clearRows();
    builder.samples().add(main, 0, 0, SampleKind.JAVA, 1);
    assertThrows(IllegalArgumentException.class, builder::build);
    assertThrows(IllegalArgumentException.class, () -> builder.stacks().add(0, 0));
  }

  @Test
  void equalStacksShareNodes() {
    int run = builder.methods().intern("java.lang.Thread", "run", "()V", MethodKind.JDK);
    int frame = builder.frames().intern(run, 840, FrameKind.INTERPRETED);
    int root = builder.stacks().intern(-1, frame);
    int child = builder.stacks().intern(root, frame);
    assertEquals(root, builder.stacks().intern(-1, frame));
    assertEquals(child, builder.stacks().intern(root, frame));
    StackTable stacks = builder.build().stacks();
    assertEquals(1, stacks.depth(child));
    assertEquals(root, stacks.ancestorAt(child, 0));
  }

  @Test
  void aThreadPutByAReaderAddsNoText() {
    int texts = builder.strings().size();
    builder.threads().put(2, 5, -1, -1, true, -1, 10);
    assertEquals(texts, builder.strings().size());
    assertEquals("virtual-5", builder.build().threads().displayName(2));
  }

  private static String weights(SampleTable samples) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < samples.size(); row++) {
      out.append(samples.weightMicros(row)).append(' ');
    }
    return out.toString();
  }
}
