package io.surgetank.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The picture of docs/architecture.md, held true.
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(place -> !place.contains("test-classes"))
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("io.surgetank");

  private static final String[] APP = {
    "io.surgetank.cli.main..",
    "io.surgetank.http..",
    "io.surgetank.cli.command..",
    "io.surgetank.cli.log..",
    "io.surgetank.cli.ops..",
    "io.surgetank.cli.datadir..",
    "io.surgetank.cli.wiring.."
  };

  private static final String ENGINE = "io.surgetank.engine..";

  private static final String AWS = "io.surgetank.aws..";

  private static final String LOAD = "io.surgetank.load..";
  private static final String LOCAL = "io.surgetank.local..";

  /// The one part of what deploys that asks AWS.
  private static final String ACCOUNT = "io.surgetank.deploy.sdk..";

  private static final String[] DEPLOY = {
    "io.surgetank.deploy.stack..",
    "io.surgetank.deploy.cloudformation..",
    "io.surgetank.deploy.serverless..",
    "io.surgetank.deploy.artifact..",
    "io.surgetank.deploy.cost..",
    "io.surgetank.deploy.deployment..",
    ACCOUNT
  };

  private static final String CONTRACT = "io.surgetank.testkit.contract..";

  /// The reference engine, which lives with the contracts.
  private static final String MEMORY = "io.surgetank.testkit.memory..";

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
  void the_house_is_looked_at_whole() {
    assertThat(HOUSE.stream().map(JavaClass::getPackageName))
        .contains("io.surgetank.core.job", "io.surgetank.cli.main", "io.surgetank.http");
    assertThat(HOUSE.stream().map(JavaClass::getPackageName))
        .anyMatch(name -> name.startsWith("io.surgetank.engine"))
        .anyMatch(name -> name.startsWith("io.surgetank.load"))
        .contains("io.surgetank.deploy.stack", "io.surgetank.deploy.artifact");
  }

  @Test
  void the_core_knows_nothing_of_what_stands_on_it() {
    noClasses()
        .that(new Core())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(with(APP, DEPLOY), ENGINE, AWS, LOAD, LOCAL, CONTRACT, MEMORY))
        .check(HOUSE);
  }

  @Test
  void the_engine_knows_nothing_of_the_app() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE, CONTRACT, MEMORY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(with(APP, DEPLOY), LOAD, LOCAL, AWS))
        .check(HOUSE);
  }

  /// What is put into the zip: `ArrowsTest` of the module looks closer.
  @Test
  void the_cloud_knows_nothing_of_the_server() {
    noClasses()
        .that()
        .resideInAPackage(AWS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(with(APP, DEPLOY), ENGINE, LOAD, LOCAL, CONTRACT, MEMORY))
        .check(HOUSE);
  }

  @Test
  void the_http_server_knows_only_the_core() {
    noClasses()
        .that()
        .resideInAPackage("io.surgetank.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            with(
                DEPLOY,
                ENGINE,
                AWS,
                LOCAL,
                LOAD,
                CONTRACT,
                MEMORY,
                "io.surgetank.cli.main..",
                "io.surgetank.cli.command..",
                "io.surgetank.cli.wiring.."))
        .check(HOUSE);
  }

  /// It sees a server as any client does: over HTTP.
  @Test
  void the_load_test_knows_only_the_core() {
    noClasses()
        .that()
        .resideInAPackage(LOAD)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(with(APP, DEPLOY), ENGINE, AWS, LOCAL, CONTRACT, MEMORY))
        .check(HOUSE);
  }

  /// It runs the zip; it does not link what is in it.
  @Test
  void local_aws_knows_the_core_and_the_stack() {
    noClasses()
        .that()
        .resideInAPackage(LOCAL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(APP, ENGINE, LOAD, CONTRACT, MEMORY, AWS))
        .check(HOUSE);
  }

  @Test
  void what_stands_on_aws_is_computed_from_the_core_alone() {
    noClasses()
        .that()
        .resideInAnyPackage(DEPLOY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(with(APP, ENGINE, LOAD, LOCAL, CONTRACT, MEMORY, AWS))
        .check(HOUSE);
  }

  /// What is decided, and in which order it is done, is tried without an account.
  @Test
  void an_account_is_asked_at_one_place() {
    noClasses()
        .that()
        .resideInAnyPackage(with(APP, DEPLOY))
        .and()
        .resideOutsideOfPackages(ACCOUNT, "io.surgetank.cli.main")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ACCOUNT, "software.amazon..")
        .check(HOUSE);
  }

  @Test
  void only_the_wiring_knows_the_engine_and_the_cloud() {
    noClasses()
        .that()
        .resideInAnyPackage(with(APP))
        .and()
        .resideOutsideOfPackage("io.surgetank.cli.main")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINE, AWS, LOCAL)
        .check(HOUSE);
  }

  @Test
  void the_core_does_no_input_or_output_of_its_own() {
    noClasses()
        .that(new Core())
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
        .check(HOUSE);
  }

  @Test
  void packages_form_no_circle() {
    slices().matching("io.surgetank.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void time_is_handed_in_from_the_top() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.surgetank.cli.main")
        .and()
        // The top of the zip.
        .doNotHaveFullyQualifiedName("io.surgetank.aws.function.FunctionWiring")
        .should()
        .callMethodWhere(new ReadsTheWallClock())
        .check(HOUSE);
  }

  private static String[] with(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static final class Core extends DescribedPredicate<JavaClass> {
    Core() {
      super("belong to the core");
    }

    @Override
    public boolean test(JavaClass type) {
      return !in(
          type,
          with(
              with(APP, DEPLOY),
              ENGINE,
              LOAD,
              LOCAL,
              CONTRACT,
              MEMORY,
              "io.surgetank.bench..",
              AWS));
    }

    private static boolean in(JavaClass type, String... packages) {
      return JavaClass.Predicates.resideInAnyPackage(packages).test(type);
    }
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
