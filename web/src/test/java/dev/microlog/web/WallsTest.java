package dev.microlog.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.microlog.web");

  @Test
  void onlyDomKnowsTheBrowser() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.microlog.web.dom..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.teavm..")
        .check(classes);
  }

  @Test
  void layoutAndPaintingRunWithoutABrowser() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.microlog.web.timeline..",
            "dev.microlog.web.paint..",
            "dev.microlog.web.state..",
            "dev.microlog.web.text..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.microlog.web.dom..", "dev.microlog.web.page..")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.microlog.web.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void whatTheScriptCannotAffordIsNotUsed() {
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..", "java.text..", "java.util.concurrent..")
        .check(classes);
  }
}
