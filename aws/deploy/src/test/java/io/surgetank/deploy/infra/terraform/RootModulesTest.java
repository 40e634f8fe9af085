package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of our root modules before anything is planned.
class RootModulesTest {
  private static final Path ROOTS = Infra.root().resolve("aws/terraform");

  private static final Pattern VARIABLE =
      Pattern.compile("(?ms)^variable \"(\\w+)\" \\{\n(.*?)^\\}");

  private static final Pattern OUTPUT = Pattern.compile("(?ms)^output \"(\\w+)\" \\{\n(.*?)^\\}");

  @TempDir private Path temp = Path.of("");

  @Test
  void every_file_is_formatted_as_terraform_formats_it() throws Exception {
    assertThat(
            TerraformProcess.in(temp)
                .run("fmt", "-check", "-recursive", ROOTS.toString())
                .orThrow()
                .output())
        .isEmpty();
  }

  /// It does not know java25, and would say so only in the middle of a plan.
  @Test
  void a_provider_that_does_not_know_java25_is_refused_before_anything_else() throws Exception {
    var terraform =
        TerraformProcess.copied("app", temp, java.util.Map.of(), TerraformProcess.Backend.LOCAL);
    Files.writeString(
        terraform.folder().resolve("test_override.tf"), "terraform {\n  backend \"local\" {}\n}\n");

    var result = terraform.run("init", "-input=false");

    assertThat(result.status()).isNotZero();
    assertThat(result.flat()).contains("hashicorp/aws").contains(">= 6.20.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "app"})
  void every_variable_says_what_it_is_for_and_takes_nothing_wrong(String root) throws Exception {
    List<String> bare =
        VARIABLE
            .matcher(Files.readString(ROOTS.resolve(root).resolve("variables.tf")))
            .results()
            .filter(variable ->
                !variable.group(2).contains("  description = \"")
                    || !variable.group(2).contains("  type        = ")
                    || (!variable.group(2).contains("= bool\n")
                        && !variable.group(2).contains("  validation {")))
            .map(variable -> variable.group(1))
            .toList();

    assertThat(bare).isEmpty();
  }

  @Test
  void one_refused_variable_keeps_everything_from_being_planned() throws Exception {
    String locals = Files.readString(ROOTS.resolve("app/locals.tf"));

    assertThat(
            VARIABLE
                .matcher(Files.readString(ROOTS.resolve("app/variables.tf")))
                .results()
                .map(variable -> "var." + variable.group(1) + ","))
        .isNotEmpty()
        .allMatch(locals::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "app"})
  void every_output_says_what_it_is(String root) throws Exception {
    assertThat(
            OUTPUT
                .matcher(Files.readString(ROOTS.resolve(root).resolve("outputs.tf")))
                .results()
                .toList())
        .isNotEmpty()
        .allMatch(output -> output.group(2).contains("  description = \""));
  }
}
