package dev.microlog.examples.schedule;

import dev.microlog.examples.Pace;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Computes, sleeps, parks, locks, reads and nests by a timetable, and keeps a {@link Diary} of it.
 *
 * <p>Arguments: the file for the diary; how many rounds the computing scene has (4 are about two
 * seconds of CPU time); how many threads load the machine meanwhile (0 for an idle one). The scenes
 * are played one after the other, each by threads of its own, of which at most two want a processor
 * at the same time.
 */
public final class Schedule {
  private final Diary diary;
  private final int rounds;

  private Schedule(Diary diary, int rounds) {
    this.diary = diary;
    this.rounds = rounds;
  }

  /** One scene. */
  private interface Scene {
    void play() throws IOException, InterruptedException;
  }

  /** Plays all scenes and writes the diary. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var diary = new Diary();
    var schedule = new Schedule(diary, Integer.parseInt(arguments[1]));
    int load = Integer.parseInt(arguments[2]);
    var over = new AtomicBoolean();
    for (int i = 1; i <= load; i++) {
      var thread = new Thread(() -> loadUntil(over), "load-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    schedule.warmUp();
    schedule.play("compute", schedule::compute, "sleeper", schedule::sleeper);
    schedule.play("nested", schedule::nested, "short", schedule::shortCalls);
    schedule.play("parker", schedule::parker, "hidden", schedule::hidden);
    schedule.contend();
    schedule.exchange();
    schedule.crowd();
    schedule.virtualThreads();
    over.set(true);
    diary.write(Path.of(arguments[0]));
  }

  private static void loadUntil(AtomicBoolean over) {
    while (!over.get()) {
      Work.compute(5);
    }
  }

  /** Has everything loaded and compiled before it counts. */
  private void warmUp() throws InterruptedException {
    var thread = new Thread(() -> Work.compute(200), "warm-up");
    thread.start();
    thread.join();
    new Diary().enter("warmUp").close();
  }

  private void play(String firstName, Scene first, String secondName, Scene second)
      throws InterruptedException {
    var one = thread(firstName, first);
    var other = thread(secondName, second);
    one.start();
    other.start();
    one.join();
    other.join();
    Thread.sleep(50);
  }

  private static Thread thread(String name, Scene scene) {
    return new Thread(
        () -> {
          try {
            scene.play();
          } catch (IOException e) {
            throw new IllegalStateException("the scene " + name + " failed", e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        name);
  }

  // ---- compute: methods that follow each other, with sleeps between

  private void compute() throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      alpha();
      doze(60);
      beta();
      doze(60);
      gamma();
      delta();
      doze(60);
    }
  }

  private void alpha() {
    try (var entry = diary.enter("alpha")) {
      Work.compute(200);
    }
  }

  private void beta() {
    try (var entry = diary.enter("beta")) {
      Work.compute(120);
    }
  }

  /** Ends where {@link #delta} begins. */
  private void gamma() {
    try (var entry = diary.enter("gamma")) {
      Work.compute(80);
    }
  }

  private void delta() {
    try (var entry = diary.enter("delta")) {
      Work.compute(80);
    }
  }

  private void doze(long millis) throws InterruptedException {
    try (var entry = diary.await("sleep", "doze")) {
      Thread.sleep(millis);
    }
  }

  // ---- sleeper: waits of all lengths, and hardly any computing between them

  private void sleeper() throws InterruptedException {
    for (int millis : new int[] {25, 40, 100, 400, 30, 1000}) {
      doze(millis);
      blip();
    }
  }

  private void blip() {
    try (var entry = diary.enter("blip")) {
      Work.compute(1);
    }
  }

  // ---- nested: calls with waits inside them

  private void nested() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      outer();
      doze(100);
    }
  }

  private void outer() throws InterruptedException {
    try (var entry = diary.enter("outer")) {
      inner();
      doze(40);
      middle();
    }
  }

  private void middle() throws InterruptedException {
    try (var entry = diary.enter("middle")) {
      doze(50);
      inner();
      doze(50);
    }
  }

  private void inner() {
    try (var entry = diary.enter("inner")) {
      Work.compute(70);
    }
  }

  // ---- short: calls that are shorter than a period and must not grow together

  private void shortCalls() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      tick();
      doze(35);
    }
  }

  private void tick() {
    try (var entry = diary.enter("tick")) {
      Work.compute(4);
    }
  }

  // ---- parker and hidden

  private void parker() {
    for (int i = 0; i < 10; i++) {
      rest(30 + 20 * i);
    }
  }

  private void rest(long millis) {
    try (var entry = diary.enter("rest")) {
      park(millis);
      Work.compute(50);
    }
  }

  /** Parks until the time is over: parking may end early for no reason. */
  private void park(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis * 1_000_000; left > 0; left = end - System.nanoTime()) {
      try (var entry = diary.await("park", "park")) {
        LockSupport.parkNanos(left);
      }
    }
  }

  /** Between its calls it waits in a selector, for which JFR has no event. */
  private void hidden() throws IOException {
    try (var selector = Selector.open()) {
      for (int i = 0; i < 5; i++) {
        crunch();
        try (var entry = diary.await("hidden", "select")) {
          selector.select(300);
        }
      }
    }
  }

  private void crunch() {
    try (var entry = diary.enter("crunch")) {
      Work.compute(100);
    }
  }

  // ---- contend: a monitor that one thread holds, and one that is waited for

  private void contend() throws InterruptedException {
    var lock = new Object();
    for (int i = 0; i < 5; i++) {
      var held = new CountDownLatch(1);
      Thread holder = thread("holder-" + i, () -> hold(lock, held));
      Thread waiter = thread("waiter-" + i, () -> enter(lock));
      holder.start();
      held.await();
      waiter.start();
      holder.join();
      waiter.join();
    }
    play("listener", () -> listen(lock), "bystander", () -> doze(100));
  }

  private void hold(Object lock, CountDownLatch held) {
    synchronized (lock) {
      try (var entry = diary.enter("hold")) {
        held.countDown();
        Work.compute(150);
      }
    }
  }

  private void enter(Object lock) {
    var entry = diary.await("monitor", "enter");
    synchronized (lock) {
      entry.end();
      Work.compute(10);
    }
  }

  /** Waits to be told something, which nobody does. */
  private void listen(Object lock) throws InterruptedException {
    synchronized (lock) {
      for (long millis : new long[] {50, 100, 200}) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
          try (var entry = diary.await("wait", "listen")) {
            lock.wait(left);
          }
        }
      }
    }
  }

  // ---- exchange: a socket whose other side answers late

  private void exchange() throws IOException, InterruptedException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var connection = new Socket(server.getInetAddress(), server.getLocalPort());
      play("server", () -> answer(server), "reader", () -> ask(connection));
    }
  }

  private void answer(ServerSocket server) throws IOException, InterruptedException {
    try (var connection = server.accept()) {
      for (int i = 0; i < 8; i++) {
        doze(40 + 20 * i);
        connection.getOutputStream().write(i);
      }
    }
  }

  private void ask(Socket connection) throws IOException {
    try (connection) {
      for (int i = 0; i < 8; i++) {
        try (var entry = diary.await("socket_read", "ask")) {
          if (connection.getInputStream().read() != i) {
            throw new IOException("wrong answer");
          }
        }
      }
    }
  }

  // ---- many threads, one after the other, so that few run at the same time

  private void crowd() throws InterruptedException {
    List<Thread> crowd = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      long delay = 40L * i;
      crowd.add(thread("crowd-" + i, () -> appear(delay)));
    }
    crowd.forEach(Thread::start);
    for (Thread one : crowd) {
      one.join();
    }
  }

  private void appear(long delay) throws InterruptedException {
    doze(delay);
    act();
    doze(50);
  }

  private void act() {
    try (var entry = diary.enter("act")) {
      Work.compute(60);
    }
  }

  // ---- virtual threads, where there are any

  private void virtualThreads() throws InterruptedException {
    ExecutorService threads;
    try {
      threads =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException e) {
      return; // before JDK 21
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no virtual threads", e);
    }
    for (int i = 1; i <= 20; i++) {
      int number = i;
      threads.execute(
          () -> {
            Thread.currentThread().setName("virtual-" + number);
            try (var entry = diary.await("sleep", "doze")) {
              Pace.sleep(50L * number);
            }
            act();
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the virtual threads do not end");
    }
  }
}
