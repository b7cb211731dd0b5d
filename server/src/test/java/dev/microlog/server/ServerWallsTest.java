package dev.microlog.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may use whom in the server. */
class ServerWallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.microlog.server", "dev.microlog.cli");

  @Test
  void oneClassKnowsTheClientOfTheObjectStore() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.microlog.server.store.bucket.S3Bucket")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void theDirectoryDoesNotKnowTheBucket() {
    noClasses()
        .that()
        .resideInAPackage("dev.microlog.server.store")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.microlog.server.store.bucket..")
        .check(CLASSES);
  }
}
