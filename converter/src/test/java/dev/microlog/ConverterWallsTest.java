package dev.microlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may use whom in the converter. */
class ConverterWallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.microlog");

  @Test
  void theModelUsesNothingButTheLanguage() {
    classes()
        .that()
        .resideInAPackage("dev.microlog.timeline")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.microlog.timeline",
            "java.lang..",
            "java.util",
            "java.util.function",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theCodecUsesNothingButTheModel() {
    classes()
        .that()
        .resideInAPackage("dev.microlog.timeline.codec..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.microlog.timeline",
            "dev.microlog.timeline.codec..",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.nio.charset",
            "java.io",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void timelinesDoNotKnowWhereTheyComeFrom() {
    noClasses()
        .that()
        .resideInAPackage("dev.microlog.timeline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.microlog.convert..")
        .check(CLASSES);
  }

  @Test
  void analysesBuildUponEachOther() {
    String analysis = "dev.microlog.timeline.analysis";
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("spans")
        .definedBy(analysis + ".spans")
        .layer("analysis")
        .definedBy(analysis)
        .layer("design")
        .definedBy(analysis + ".design")
        .layer("findings")
        .definedBy(analysis + ".findings")
        .whereLayer("spans")
        .mayNotAccessAnyLayer()
        .whereLayer("analysis")
        .mayOnlyAccessLayers("spans")
        .whereLayer("design")
        .mayOnlyAccessLayers("analysis", "spans")
        .check(CLASSES);
  }

  @Test
  void chunksAreBytesOnly() {
    classes()
        .that()
        .resideInAPackage("dev.microlog.convert.chunk")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.microlog.convert.chunk", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void sinksKnowNoParser() {
    noClasses()
        .that()
        .resideInAPackage("dev.microlog.convert.build")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.openjdk..", "dev.microlog.convert.jmc", "dev.microlog.convert.direct")
        .check(CLASSES);
  }

  @Test
  void parsersKnowNotEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.microlog.convert.direct")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.microlog.convert.jmc", "org.openjdk..")
        .check(CLASSES);
  }
}
