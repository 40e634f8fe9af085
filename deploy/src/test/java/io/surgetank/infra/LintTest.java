package io.surgetank.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template against AWS's own schemas, by AWS's own validator.
class LintTest {
  private final Path folder = Infra.folder().resolve("cloudformation");

  @Test
  void nothing_is_found_in_the_committed_template() throws Exception {
    assertThat(validated(folder.resolve("surgetank.yaml")))
        .isEqualTo(new Infra.Said(0, folder.resolve("surgetank.yaml") + ": nothing found.\n"));
  }

  @Test
  void a_property_that_there_is_not_is_found(@TempDir Path temp) throws Exception {
    String right = Files.readString(folder.resolve("surgetank.yaml"));
    Path wrong = temp.resolve("wrong.yaml");
    Files.writeString(
        wrong, right.replace("MessageRetentionPeriod: 1209600", "MessageRetention: 1209600"));

    Infra.Said said = validated(wrong);

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).contains("OrdersDeadLetters", "MessageRetention");
  }

  private Infra.Said validated(Path template) throws Exception {
    Path installed = folder.resolve("node_modules/@aws/cloudformation-validate/index.js");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(installed), () -> "run `npm ci` in " + folder + " (.ci/run does)");
    return Infra.node(folder, folder.resolve("validate.mjs"), template.toString());
  }
}
