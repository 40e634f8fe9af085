package io.surgetank.aws.function;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The module depends on the core and on no other module.
class ModuleDependenciesTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("quick-test-classes"))
          .importPackages("io.surgetank.aws");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.time.Instant.now",
          "java.time.InstantSource.system");

  @Test
  void it_depends_on_no_other_backend() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.surgetank.sqlite..",
            "io.surgetank.runtime..",
            "io.surgetank.cli..",
            "io.surgetank.testkit.memory..")
        .check(MODULE);
  }

  @Test
  void only_the_wiring_reads_the_wall_clock() {
    noClasses()
        .that()
        .doNotHaveSimpleName("FunctionWiring")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe("reads the clock", ModuleDependenciesTest::readsClock))
        .check(MODULE);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("io.surgetank.aws.(*)").should().beFreeOfCycles().check(MODULE);
  }

  private static boolean readsClock(JavaCall<?> call) {
    return CLOCKS.contains(call.getTargetOwner().getFullName() + "." + call.getName());
  }
}
