package dev.microlog.examples;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Loads classes by the thousand, initialises slow ones, and lets class loaders go.
 *
 * <p><b>What to look for.</b> The lane of the loaded classes climbs in steps while {@code
 * Classes.loadPlatform} runs, and falls when the loaders of {@code Classes.redeploy} are collected.
 * Then two threads need the class {@code Settings} at the same time: {@code first} runs its static
 * initialiser, which takes half a second, and {@code second} stands still without a lock, a park or
 * a sleep to explain it. What {@code first} does at that moment, {@code Classes$Settings.<clinit>},
 * is the explanation.
 */
public final class Classes {
  private Classes() {}

  /** A class whose initialiser works too hard. */
  private static final class Settings {
    static final double FACTOR;

    static {
      double sum = 0;
      long end = System.nanoTime() + 500_000_000;
      for (long term = 0; System.nanoTime() < end; term++) {
        sum += 1.0 / (2 * term + 1) * (term % 2 == 0 ? 4 : -4);
      }
      FACTOR = sum;
    }

    private Settings() {}
  }

  /** Defines this program's own proxies again, as an application server does at each deployment. */
  private static final class DeploymentLoader extends ClassLoader {
    DeploymentLoader() {
      super(Classes.class.getClassLoader());
    }

    Class<?> redefine(Class<?> original) throws IOException {
      String resource = original.getName().replace('.', '/') + ".class";
      try (InputStream in = getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException("no such resource: " + resource);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(original.getName(), bytes, 0, bytes.length);
      }
    }
  }

  /** Loads, initialises and unloads for about five seconds. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ReflectiveOperationException {
    initialiseTogether();
    for (String part : List.of("util", "time", "net", "security", "text", "nio")) {
      System.out.printf("java.%s: %d classes%n", part, loadPlatform(part));
      Thread.sleep(250);
    }
    var pace = Pace.seconds(2.2);
    for (int deployment = 1; pace.running(); deployment++) {
      redeploy(deployment);
      Thread.sleep(400);
    }
  }

  private static void initialiseTogether() throws InterruptedException {
    Runnable user = () -> System.out.println("pi is about " + Settings.FACTOR);
    var first = new Thread(user, "first");
    var second = new Thread(user, "second");
    first.start();
    Thread.sleep(50);
    second.start();
    first.join();
    second.join();
  }

  /** Loads, without initialising, everything below one package of the module java.base. */
  private static int loadPlatform(String part) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    int count = 0;
    try (Stream<Path> files = Files.walk(root.resolve("java").resolve(part))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        if (name.endsWith(".class") && !name.endsWith("-info.class")) {
          load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
          count++;
        }
      }
    }
    return count;
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("listed, but not there: " + name, e);
    }
  }

  /** Forty class loaders with a class and a proxy each; all are garbage at the end. */
  private static void redeploy(int deployment) throws IOException, ReflectiveOperationException {
    var instances = new ArrayList<Callable<?>>();
    for (int application = 0; application < 40; application++) {
      var loader = new DeploymentLoader();
      Class<?> copy = loader.redefine(Servlet.class);
      Object servlet = copy.getDeclaredConstructor().newInstance();
      instances.add(
          (Callable<?>)
              Proxy.newProxyInstance(
                  loader,
                  new Class<?>[] {Callable.class},
                  (proxy, method, parameters) -> servlet.toString()));
    }
    long answers = instances.stream().filter(instance -> answers(instance)).count();
    instances.clear();
    System.gc();
    System.out.printf("deployment %d: %d applications answered%n", deployment, answers);
  }

  private static boolean answers(Callable<?> instance) {
    try {
      return instance.call() != null;
    } catch (Exception e) {
      throw new IllegalStateException("an application failed", e);
    }
  }

  /** What every deployment loads anew. */
  public static final class Servlet {
    /** For the loader. */
    public Servlet() {}

    @Override
    public String toString() {
      return "servlet of " + getClass().getClassLoader();
    }
  }
}
