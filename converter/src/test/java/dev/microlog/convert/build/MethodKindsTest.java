package dev.microlog.convert.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.MethodKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodKindsTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.Main --port 80, com.acme.",
    "dev.acme.Main, dev.acme.",
    "shop/com.acme.shop.Main, com.acme.",
    "org.apache.cassandra.service.CassandraDaemon, org.apache.cassandra.",
    "io.github.someone.tool.Main, io.github.someone.",
    "org.h2.tools.Server -tcp, org.h2.",
  })
  void theMainClassShowsWhatIsYours(String commandLine, String own) {
    assertEquals(own, MethodKinds.ownPackage(commandLine));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Main",
        "acme.Main",
        "/opt/shop/shop.jar --port 80",
        "org.codehaus.plexus.classworlds.launcher.Launcher verify",
        "org.apache.maven.surefire.booter.ForkedBooter target/surefire",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
        "org.apache.catalina.startup.Bootstrap start",
        "org.springframework.boot.loader.launch.JarLauncher",
        "org.openjdk.jmh.runner.ForkedMain 127.0.0.1 40001",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Shop.java",
      })
  void whatRunsTheCodeOfOthersShowsNothing(String commandLine) {
    assertEquals("", MethodKinds.ownPackage(commandLine));
  }

  /** A build with Maven: its own classes are none of yours, a plugin that is not known is. */
  @ParameterizedTest
  @CsvSource({
    "org.codehaus.plexus.classworlds.launcher.Launcher, LIBRARY",
    "org.apache.maven.cli.MavenCli, LIBRARY",
    "org.eclipse.aether.internal.impl.DefaultArtifactResolver, LIBRARY",
    "com.google.inject.internal.InjectorImpl, LIBRARY",
    "org.sonatype.plexus.components.cipher.DefaultPlexusCipher, LIBRARY",
    "io.netty.channel.nio.NioEventLoop, LIBRARY",
    "kotlin.coroutines.jvm.internal.BaseContinuationImpl, LIBRARY",
    "scala.collection.immutable.List, LIBRARY",
    "com.sun.tools.javac.comp.Attr, JDK",
    "com.acme.build.OwnMojo, YOURS",
    "kotlinapp.Main, YOURS",
    "org.acme.Shop, YOURS",
  })
  void kindsOfClassesInABuild(String className, MethodKind kind) {
    String own = MethodKinds.ownPackage("org.codehaus.plexus.classworlds.launcher.Launcher verify");
    assertEquals(kind, MethodKinds.of(className, own));
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.cassandra.db.Memtable, YOURS",
    "org.apache.commons.lang3.StringUtils, LIBRARY",
    "org.apache.logging.log4j.core.Logger, LIBRARY",
  })
  void aProgramOfASharedDomainIsYoursAndItsNeighboursAreNot(String className, MethodKind kind) {
    String own = MethodKinds.ownPackage("org.apache.cassandra.service.CassandraDaemon");
    assertEquals(kind, MethodKinds.of(className, own));
  }
}
