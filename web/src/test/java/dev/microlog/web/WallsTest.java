package dev.microlog.web;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
        .resideInAnyPackage(
            "dev.microlog.web.dom..",
            "dev.microlog.web.widget..",
            "dev.microlog.web.page..",
            "dev.microlog.web.app..")
        .check(classes);
  }

  @Test
  void widgetsKnowNothingOfRecordings() {
    classes()
        .that()
        .resideInAPackage("dev.microlog.web.widget..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.microlog.web.widget..",
            "dev.microlog.web.dom..",
            "dev.microlog.web.text..",
            "org.jspecify..",
            "java..")
        .check(classes);
  }

  /** The panel of the selected range is shown by the timeline. */
  @Test
  void tabsDoNotKnowEachOther() {
    slices()
        .matching("dev.microlog.web.page.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("dev.microlog.web.page.part.."))
        .ignoreDependency(
            resideInAPackage("dev.microlog.web.page.timeline.."),
            resideInAPackage("dev.microlog.web.page.range.."))
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.microlog.web.(*)..").should().beFreeOfCycles().check(classes);
    slices().matching("dev.microlog.web.(**)").should().beFreeOfCycles().check(classes);
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
