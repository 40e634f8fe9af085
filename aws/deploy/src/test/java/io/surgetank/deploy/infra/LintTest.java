package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Templates against AWS's own schemas, by AWS's own validator.
class LintTest {
  private static final StackSettings SETTINGS = Infra.SETTINGS.withConfiguration("in-order.yaml");

  private final Path folder = Infra.testTool("cloudformation-validate");

  @TempDir private Path temp = Path.of("");

  @Test
  void nothing_is_found_in_the_template_of_the_built_in_pipelines() throws Exception {
    Path template = Infra.template(temp);

    assertThat(validated(template)).isEqualTo(new Infra.Said(0, template + ": nothing found.\n"));
  }

  @Test
  void nothing_is_found_where_a_pipeline_is_in_order() throws Exception {
    Path template = temp.resolve("in-order.yaml");
    Files.writeString(
        template, new Template(StackConfigurations.read(Infra.IN_ORDER), SETTINGS).text());

    assertThat(validated(template)).isEqualTo(new Infra.Said(0, template + ": nothing found.\n"));
  }

  @Test
  void a_property_that_does_not_exist_is_found() throws Exception {
    String right = Files.readString(Infra.template(temp));
    Path wrong = temp.resolve("wrong.yaml");
    Files.writeString(
        wrong, right.replace("MessageRetentionPeriod: 1209600", "MessageRetention: 1209600"));

    Infra.Said said = validated(wrong);

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).contains("OrdersDeadLetters", "MessageRetention");
  }

  private Infra.Said validated(Path template) throws Exception {
    NpmPackage.require(folder, "@aws/cloudformation-validate");
    return Infra.node(folder, folder.resolve("validate.mjs"), template.toString());
  }
}
