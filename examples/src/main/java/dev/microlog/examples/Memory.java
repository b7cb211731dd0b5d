package dev.microlog.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Allocates in waves and lets go: the heap lane rises and falls like a tide.
 *
 * <p><b>What to look for.</b> Each wave is one call of {@code Memory.wave}: the lane of the used
 * heap climbs while {@code Memory.fill} runs, stays up while {@code Memory.sort} works on what was
 * allocated, and drops at the collection that the program asks for. Collections are drawn across
 * all tracks, with their cause. The allocation figures of the popup name {@code Memory.fill}.
 */
public final class Memory {
  private static final int BLOCK_INTS = 1 << 18;
  private static final int BLOCKS_PER_WAVE = 120;

  private Memory() {}

  /** Makes waves for five seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    var random = new Random(42);
    var pace = Pace.seconds(5).atLeast(4);
    for (int wave = 1; pace.running(); wave++) {
      long median = wave(random);
      System.out.printf("wave %d: median %,d, heap in use %d MB%n", wave, median, usedMegabytes());
      System.gc();
      System.out.printf("wave %d: heap in use %d MB after the collection%n", wave, usedMegabytes());
      Thread.sleep(300);
    }
  }

  private static long wave(Random random) throws InterruptedException {
    List<int[]> blocks = fill(random);
    Thread.sleep(100);
    return sort(blocks);
  }

  /** Allocates 120 MB, and as much again that is garbage at once. */
  private static List<int[]> fill(Random random) {
    var blocks = new ArrayList<int[]>();
    for (int i = 0; i < BLOCKS_PER_WAVE; i++) {
      int seed = random.nextInt();
      var block = new int[BLOCK_INTS];
      Arrays.setAll(block, index -> seed * (index + 1));
      blocks.add(block.clone());
    }
    return blocks;
  }

  private static long sort(List<int[]> blocks) {
    long sum = 0;
    for (int[] block : blocks.subList(0, blocks.size() / 6)) {
      Arrays.sort(block);
      sum += block[block.length / 2];
    }
    return sum / (blocks.size() / 6);
  }

  private static long usedMegabytes() {
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
