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
    "antlr.",
    "brave.",
    "cats.",
    "ch.qos.logback.",
    "clojure.",
    "com.amazonaws.",
    "com.azure.",
    "com.clickhouse.",
    "com.codahale.",
    "com.couchbase.",
    "com.ctc.wstx.",
    "com.datadog.",
    "com.datastax.",
    "com.esotericsoftware.",
    "com.fasterxml.",
    "com.github.benmanes.",
    "com.github.dockerjava.",
    "com.github.luben.",
    "com.github.mustachejava.",
    "com.google.",
    "com.hazelcast.",
    "com.ibm.db2.",
    "com.ibm.icu.",
    "com.ibm.ws.",
    "com.intellij.",
    "com.jayway.",
    "com.jcraft.",
    "com.lmax.",
    "com.mchange.",
    "com.microsoft.",
    "com.mongodb.",
    "com.mysql.",
    "com.netflix.",
    "com.nimbusds.",
    "com.rabbitmq.",
    "com.squareup.",
    "com.thoughtworks.",
    "com.typesafe.",
    "com.vaadin.",
    "com.zaxxer.",
    "dagger.",
    "datadog.",
    "dev.failsafe.",
    "dev.langchain4j.",
    "feign.",
    "fish.payara.",
    "freemarker.",
    "gnu.trove.",
    "graphql.",
    "groovy.",
    "io.activej.",
    "io.aeron.",
    "io.dropwizard.",
    "io.fabric8.",
    "io.github.classgraph.",
    "io.github.resilience4j.",
    "io.grpc.",
    "io.helidon.",
    "io.javalin.",
    "io.jsonwebtoken.",
    "io.kotest.",
    "io.ktor.",
    "io.lettuce.",
    "io.micrometer.",
    "io.micronaut.",
    "io.minio.",
    "io.nats.",
    "io.netty.",
    "io.opencensus.",
    "io.opentelemetry.",
    "io.opentracing.",
    "io.perfmark.",
    "io.projectreactor.",
    "io.prometheus.",
    "io.quarkus.",
    "io.r2dbc.",
    "io.reactivex.",
    "io.rsocket.",
    "io.smallrye.",
    "io.swagger.",
    "io.temporal.",
    "io.undertow.",
    "io.vertx.",
    "io.zonky.",
    "it.unimi.",
    "jakarta.",
    "javassist.",
    "javolution.",
    "jnr.",
    "jodd.",
    "junit.",
    "kotlin.",
    "kotlinx.",
    "liquibase.",
    "lombok.",
    "net.bytebuddy.",
    "net.jpountz.",
    "net.logstash.",
    "net.openhft.",
    "net.sf.",
    "nonapi.io.github.classgraph.",
    "okhttp3.",
    "okio.",
    "one.profiler.",
    "org.agrona.",
    "org.antlr.",
    "org.apache.",
    "org.aspectj.",
    "org.assertj.",
    "org.asynchttpclient.",
    "org.attoparser.",
    "org.awaitility.",
    "org.bouncycastle.",
    "org.checkerframework.",
    "org.codehaus.",
    "org.commonmark.",
    "org.crac.",
    "org.dom4j.",
    "org.eclipse.",
    "org.ehcache.",
    "org.elasticsearch.",
    "org.flywaydb.",
    "org.fusesource.",
    "org.glassfish.",
    "org.gradle.",
    "org.h2.",
    "org.hibernate.",
    "org.hsqldb.",
    "org.infinispan.",
    "org.jboss.",
    "org.jdom.",
    "org.jdom2.",
    "org.jetbrains.",
    "org.jline.",
    "org.joda.",
    "org.jooq.",
    "org.jruby.",
    "org.json.",
    "org.jsoup.",
    "org.junit.",
    "org.lwjgl.",
    "org.mapstruct.",
    "org.mariadb.",
    "org.mockito.",
    "org.mortbay.",
    "org.mozilla.",
    "org.mvndaemon.",
    "org.mybatis.",
    "org.neo4j.",
    "org.objectweb.",
    "org.openjdk.",
    "org.openqa.",
    "org.opensearch.",
    "org.opentest4j.",
    "org.osgi.",
    "org.picocontainer.",
    "org.postgresql.",
    "org.python.",
    "org.quartz.",
    "org.reactivestreams.",
    "org.redisson.",
    "org.roaringbitmap.",
    "org.rocksdb.",
    "org.scalatest.",
    "org.simpleframework.",
    "org.slf4j.",
    "org.sonatype.",
    "org.springframework.",
    "org.sqlite.",
    "org.stringtemplate.",
    "org.testng.",
    "org.threeten.",
    "org.thymeleaf.",
    "org.tukaani.",
    "org.unbescape.",
    "org.w3c.",
    "org.webjars.",
    "org.wildfly.",
    "org.xerial.",
    "org.xml.",
    "org.xnio.",
    "org.yaml.",
    "oshi.",
    "picocli.",
    "play.api.",
    "play.core.",
    "ratpack.",
    "reactor.",
    "redis.clients.",
    "retrofit2.",
    "rx.",
    "sbt.",
    "scala.",
    "shapeless.",
    "software.amazon.",
    "tools.jackson.",
    "weblogic.",
    "worker.org.gradle.",
    "xsbt.",
    "xsbti.",
    "zipkin2."
  };

  /** Domains of many projects: a program is one of them, and the others are its libraries. */
  private static final String[] SHARED_DOMAINS = {
    "com.facebook.",
    "com.github.",
    "com.google.",
    "com.googlecode.",
    "com.ibm.",
    "com.microsoft.",
    "com.oracle.",
    "com.sun.",
    "com.twitter.",
    "io.github.",
    "io.gitlab.",
    "net.sf.",
    "net.sourceforge.",
    "org.apache.",
    "org.codehaus.",
    "org.eclipse.",
    "org.jboss.",
    "org.openjdk.",
    "org.sourceforge.",
    "org.springframework."
  };

  /** Main classes that run the code of others: builds, servers, tests, other languages. */
  private static final String[] LAUNCHERS = {
    "clojure.main",
    "com.ibm.ws.kernel.",
    "com.intellij.rt.",
    "com.sun.enterprise.glassfish.",
    "com.sun.tools.javac.launcher.",
    "fish.payara.",
    "groovy.",
    "io.quarkus.",
    "jdk.",
    "kotlin.",
    "org.apache.catalina.",
    "org.apache.felix.",
    "org.apache.flink.",
    "org.apache.hadoop.util.RunJar",
    "org.apache.karaf.",
    "org.apache.maven.",
    "org.apache.spark.",
    "org.apache.tools.ant.",
    "org.apache.tomcat.",
    "org.codehaus.",
    "org.eclipse.equinox.",
    "org.eclipse.jdt.",
    "org.eclipse.jetty.",
    "org.glassfish.",
    "org.gradle.",
    "org.jboss.modules.",
    "org.jetbrains.",
    "org.jruby.",
    "org.junit.",
    "org.mvndaemon.",
    "org.openjdk.jmh.",
    "org.python.",
    "org.springframework.boot.loader.",
    "org.testng.",
    "org.wildfly.",
    "play.core.",
    "sbt.",
    "scala.tools.",
    "weblogic.",
    "worker.org.gradle.",
    "xsbt.boot."
  };

  private MethodKinds() {}

  /**
   * What the main class shows to be the program's own package, with a dot at the end: {@code
   * com.acme.} of com.acme.shop.Main, and {@code org.apache.cassandra.} of a program in a domain
   * that many projects share. Empty for a main class that runs the code of others, for a jar, and
   * where there is not so much of a package.
   *
   * @param commandLine the main class, {@code module/main.Class} or jar, with arguments
   */
  static String ownPackage(String commandLine) {
    int space = commandLine.indexOf(' ');
    String program = space < 0 ? commandLine : commandLine.substring(0, space);
    if (program.endsWith(".jar")) {
      return "";
    }
    String main = program.substring(program.lastIndexOf('/') + 1);
    if (startsWithOne(main, LAUNCHERS)) {
      return "";
    }
    int names = startsWithOne(main, SHARED_DOMAINS) ? 3 : 2;
    int dot = -1;
    for (int i = 0; i < names; i++) {
      dot = main.indexOf('.', dot + 1);
      if (dot < 0) {
        return "";
      }
    }
    return main.substring(0, dot + 1);
  }

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
