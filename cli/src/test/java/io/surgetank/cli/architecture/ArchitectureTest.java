package io.surgetank.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Holds the module dependencies that docs/architecture.md draws.
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(place -> !place.contains("test-classes"))
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("io.surgetank");

  private static final String CORE = "io.surgetank.core..";
  private static final String SQLITE = "io.surgetank.sqlite..";
  private static final String RUNTIME = "io.surgetank.runtime..";
  private static final String HTTP = "io.surgetank.http..";
  private static final String JWT = "io.surgetank.jwt..";
  private static final String AWS = "io.surgetank.aws..";
  private static final String DEPLOY = "io.surgetank.deploy..";
  private static final String LOCAL = "io.surgetank.local..";
  private static final String LOAD = "io.surgetank.load..";
  private static final String TESTKIT = "io.surgetank.testkit..";
  private static final String CLI = "io.surgetank.cli..";

  /// The only package that wires the parts, and that starts and stops the process.
  private static final String MAIN = "io.surgetank.cli.main..";

  /// The only package that calls AWS for a deployment.
  private static final String SDK = "io.surgetank.deploy.sdk..";

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.time.Instant.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.LocalDate.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system");

  @Test
  void every_module_is_imported() {
    assertThat(List.of(CORE, TESTKIT, SQLITE, RUNTIME, HTTP, JWT, AWS, DEPLOY, LOCAL, LOAD, CLI))
        .allMatch(module -> PRODUCT.stream().anyMatch(resideInAPackage(module)));
  }

  @Test
  void every_package_begins_with_its_module() {
    assertThat(PRODUCT.stream().map(JavaClass::getPackageName).filter("io.surgetank"::equals))
        .isEmpty();
  }

  @Test
  void the_core_depends_on_no_other_module() {
    allows(CORE);
  }

  @Test
  void the_stores_and_the_runtime_depend_only_on_the_core() {
    allows(SQLITE, CORE);
    allows(RUNTIME, CORE);
    allows(TESTKIT, CORE);
  }

  @Test
  void the_http_server_depends_only_on_the_core() {
    allows(HTTP, CORE);
  }

  @Test
  void the_verification_of_tokens_depends_only_on_the_core() {
    allows(JWT, CORE);
  }

  /// Its classes take time to load: only where tokens are configured.
  @Test
  void one_module_uses_the_library_of_tokens() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JWT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.nimbusds..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .and()
        .resideOutsideOfPackage(MAIN)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JWT)
        .check(PRODUCT);
  }

  /// What the deployment zip contains: `ModuleDependenciesTest` of the module has details.
  @Test
  void the_functions_depend_only_on_the_core() {
    allows(AWS, CORE);
  }

  @Test
  void the_stack_depends_only_on_the_core() {
    allows(DEPLOY, CORE);
  }

  /// It runs the deployment zip and does not link its classes.
  @Test
  void local_aws_depends_on_the_core_and_the_stack() {
    allows(LOCAL, CORE, DEPLOY);
  }

  /// It sees a server as any client does: over HTTP.
  @Test
  void the_load_test_depends_only_on_the_core() {
    allows(LOAD, CORE);
  }

  /// What is decided for a deployment is tested without an AWS account.
  @Test
  void one_package_calls_aws_for_a_deployment() {
    noClasses()
        .that()
        .resideInAnyPackage(CLI, HTTP, DEPLOY)
        .and()
        .resideOutsideOfPackages(SDK, MAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SDK, "software.amazon..")
        .check(PRODUCT);
  }

  @Test
  void only_the_wiring_depends_on_the_backends() {
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .and()
        .resideOutsideOfPackage(MAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SQLITE, RUNTIME, AWS, LOCAL)
        .check(PRODUCT);
  }

  @Test
  void the_core_does_no_input_or_output() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net.http..",
            "java.nio.file..",
            "java.sql..",
            "software.amazon..",
            "io.netty..",
            "io.helidon..",
            "picocli..")
        .check(PRODUCT);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("io.surgetank.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void only_the_wiring_reads_the_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(MAIN)
        .and()
        // The top of the zip.
        .doNotHaveFullyQualifiedName("io.surgetank.aws.function.FunctionWiring")
        .should()
        .callMethodWhere(new ReadsTheWallClock())
        .check(PRODUCT);
  }

  /// Holds that the classes of `module` depend on no class of Surgetank's but its own and those of
  /// `others`.
  private static void allows(String module, String... others) {
    classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.surgetank..")
                .or(resideInAPackage(module))
                .or(resideInAnyPackage(others)))
        .check(PRODUCT);
  }

  private static final class ReadsTheWallClock extends DescribedPredicate<JavaCall<?>> {
    ReadsTheWallClock() {
      super("reads the wall clock or sleeps");
    }

    @Override
    public boolean test(JavaCall<?> call) {
      String method = call.getTargetOwner().getFullName() + "." + call.getName();
      boolean clockHandedIn = !call.getTarget().getRawParameterTypes().isEmpty();
      return CLOCKS.contains(method) && (method.endsWith("sleep") || !clockHandedIn);
    }
  }
}
