package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final Pattern VARIABLE =
      Pattern.compile("(?ms)^variable \"(\\w+)\" \\{\n(.*?)^\\}");

  private static final Pattern OUTPUT = Pattern.compile("(?ms)^output \"(\\w+)\" \\{\n(.*?)^\\}");

  /// Lets the app take a provider that it refuses otherwise.
  static final String ANY_PROVIDER =
      """
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = ">= 5.100.0"
          }
        }
      }
      """;

  @TempDir Path temp;

  @Test
  void every_file_is_laid_out_as_the_tool_lays_it_out() {
    var tofu = Tofu.copied(temp, "app", Tofu.NEW);

    assertThat(tofu.run("fmt", "-check", "-recursive", Tree.terraform().toString()).ok().text())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Tofu.OLD, Tofu.NEW})
  void the_state_stack_fits_the_published_schema_of_the_provider(String provider) {
    Tofu.in(temp, "state", provider).run("validate").ok();
  }

  @Test
  void the_app_fits_the_published_schema_of_the_provider() {
    Tofu.in(temp, "app", Tofu.NEW).run("validate").ok();
  }

  /// It does not know java25, and would say so only in the middle of a plan.
  @Test
  void a_provider_that_does_not_know_java25_is_refused_before_anything_else() {
    var said = Tofu.copied(temp, "app", Tofu.OLD).run("init", "-input=false");

    assertThat(said.status()).isNotZero();
    assertThat(said.flat()).contains("hashicorp/aws").contains(">= 6.20.0");
  }

  /// Of names and types the name of the runtime is all that keeps it away. Which names of runtimes
  /// it takes is not in the schema; docs/aws/deploying.md says what a provider that is too old
  /// answers.
  @Test
  void names_and_types_of_the_app_fit_the_published_schema_of_provider_5_100_too()
      throws IOException {
    var tofu = Tofu.copied(temp, "app", Tofu.OLD);
    tofu.write("versions_override.tf", ANY_PROVIDER);

    tofu.initialised().run("validate").ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "app"})
  void every_variable_says_what_it_is_for_and_takes_nothing_wrong(String stack) {
    List<String> bare =
        VARIABLE
            .matcher(Tree.text(Tree.terraform().resolve(stack).resolve("variables.tf")))
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
  void one_refused_variable_keeps_everything_from_being_planned() {
    String locals = Tree.text(Tree.terraform().resolve("app/locals.tf"));

    assertThat(
            VARIABLE
                .matcher(Tree.text(Tree.terraform().resolve("app/variables.tf")))
                .results()
                .map(variable -> "var." + variable.group(1) + ","))
        .isNotEmpty()
        .allMatch(locals::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "app"})
  void every_output_says_what_it_is(String stack) {
    assertThat(
            OUTPUT
                .matcher(Tree.text(Tree.terraform().resolve(stack).resolve("outputs.tf")))
                .results()
                .toList())
        .isNotEmpty()
        .allMatch(output -> output.group(2).contains("  description = \""));
  }
}
