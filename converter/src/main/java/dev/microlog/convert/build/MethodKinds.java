package dev.microlog.convert.build;

import dev.microlog.timeline.MethodKind;

/** Whose code a class is, as far as its name tells. */
final class MethodKinds {
  private static final String[] JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "oracle.jrockit.", "org.graalvm."
  };

  /** Packages of widely used libraries; what is none of these is taken for the program's own. */
  private static final String[] LIBRARIES = {
    "akka.",
    "brave.",
    "ch.qos.logback.",
    "com.amazonaws.",
    "com.azure.",
    "com.codahale.",
    "com.datadog.",
    "com.esotericsoftware.",
    "com.fasterxml.",
    "com.github.benmanes.",
    "com.github.luben.",
    "com.google.",
    "com.hazelcast.",
    "com.microsoft.",
    "com.mongodb.",
    "com.mysql.",
    "com.netflix.",
    "com.rabbitmq.",
    "com.squareup.",
    "com.typesafe.",
    "com.zaxxer.",
    "datadog.",
    "feign.",
    "graphql.",
    "groovy.",
    "io.activej.",
    "io.grpc.",
    "io.helidon.",
    "io.jsonwebtoken.",
    "io.ktor.",
    "io.lettuce.",
    "io.micrometer.",
    "io.micronaut.",
    "io.netty.",
    "io.opentelemetry.",
    "io.projectreactor.",
    "io.prometheus.",
    "io.quarkus.",
    "io.r2dbc.",
    "io.reactivex.",
    "io.undertow.",
    "io.vertx.",
    "jakarta.",
    "javassist.",
    "junit.",
    "kotlin.",
    "kotlinx.",
    "lombok.",
    "net.bytebuddy.",
    "net.sf.",
    "okhttp3.",
    "okio.",
    "one.profiler.",
    "org.antlr.",
    "org.apache.",
    "org.aspectj.",
    "org.assertj.",
    "org.bouncycastle.",
    "org.codehaus.",
    "org.eclipse.",
    "org.ehcache.",
    "org.elasticsearch.",
    "org.flywaydb.",
    "org.glassfish.",
    "org.gradle.",
    "org.h2.",
    "org.hibernate.",
    "org.hsqldb.",
    "org.infinispan.",
    "org.jboss.",
    "org.jetbrains.",
    "org.joda.",
    "org.jooq.",
    "org.json.",
    "org.junit.",
    "org.mariadb.",
    "org.mockito.",
    "org.mybatis.",
    "org.objectweb.",
    "org.openjdk.",
    "org.postgresql.",
    "org.quartz.",
    "org.reactivestreams.",
    "org.slf4j.",
    "org.springframework.",
    "org.testng.",
    "org.thymeleaf.",
    "org.w3c.",
    "org.xerial.",
    "org.xml.",
    "org.xnio.",
    "org.yaml.",
    "picocli.",
    "ratpack.",
    "reactor.",
    "redis.clients.",
    "retrofit2.",
    "rx.",
    "scala.",
    "zipkin2."
  };

  private MethodKinds() {}

  /**
   * @param className with dots; empty for a native function
   * @param ownPackage what the main class shows to be the program's own package, with a dot at the
   *     end, or empty
   */
  static MethodKind of(String className, String ownPackage) {
    if (className.isEmpty() || isNativeLibrary(className)) {
      return MethodKind.JDK;
    }
    if (isRecorder(className)) {
      // As good as the runtime's: nobody's calls to be found slow or to be explained.
      return MethodKind.JDK;
    }
    if (!ownPackage.isEmpty() && className.startsWith(ownPackage)) {
      return MethodKind.YOURS;
    }
    if (startsWithOne(className, JDK)) {
      return MethodKind.JDK;
    }
    return startsWithOne(className, LIBRARIES) ? MethodKind.LIBRARY : MethodKind.YOURS;
  }

  /** {@code libc.so.6}, {@code libjvm.so}: async-profiler names native functions after the file. */
  private static boolean isNativeLibrary(String className) {
    return className.endsWith(".so")
        || className.contains(".so.")
        || className.contains(".so;")
        || className.endsWith(".dylib")
        || className.endsWith(".dll");
  }

  private static boolean isRecorder(String className) {
    return className.startsWith("dev.microlog.bridge.")
        || className.equals("dev.microlog.Microlog")
        || className.equals("dev.microlog.Span")
        || className.equals("dev.microlog.RunningRecording");
  }

  private static boolean startsWithOne(String className, String[] prefixes) {
    for (String prefix : prefixes) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
