package dev.microlog.examples.advice;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** What both programs share: running pieces of work, each for a while. */
final class Work {
  /** Keeps the compiler from leaving the work out. */
  static long result;

  private Work() {}

  /** A piece of work that is done again and again. */
  interface Step {
    void run(int round) throws Exception;
  }

  /** A piece of work that takes its own time. */
  interface Piece {
    void run(long millis) throws Exception;
  }

  /** Runs the pieces that the arguments name, the first of which is how long each takes, in ms. */
  static void run(String[] arguments, Map<String, Piece> pieces) throws Exception {
    long millis = Long.parseLong(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      Piece piece = pieces.get(arguments[i]);
      if (piece == null) {
        throw new IllegalArgumentException("no such piece of work: " + arguments[i]);
      }
      piece.run(millis);
      System.out.println(arguments[i]);
    }
  }

  static void repeat(long millis, Step step) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    for (int round = 0; System.nanoTime() < end; round++) {
      step.run(round);
    }
  }

  static void inThreads(int count, String name, Runnable work) throws InterruptedException {
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = new Thread(work, name + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** A virtual thread where there are such; this program runs on 17, too. */
  static void inVirtualThread(Runnable work) throws Exception {
    try {
      Thread thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
      thread.join();
    } catch (NoSuchMethodException e) {
      System.out.println("no virtual threads before JDK 21");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
