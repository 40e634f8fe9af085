package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.template.TemplateReader;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every tool deploys the same: queues, mappings, functions, their policies, the table, the routes
/// and the schedule carry the same values.
class ResourceGraphTest {
  private static final StackSettings.Place PLACE =
      new StackSettings.Place("us-east-1", "123456789012");

  private static final StackSettings THERE = StackSettings.of("prod", "us-east-1").at(PLACE);

  @Test
  void cloudformation_deploys_the_stack_of_the_configuration() {
    var template =
        YamlTree.read(new Template(DefaultConfiguration.pipelines(), Infra.SETTINGS).text());

    assertThat(TemplateReader.read(template, Map.of("EnvironmentName", "prod"), PLACE))
        .isEqualTo(expected());
  }

  @Test
  void serverless_puts_the_same_there(@TempDir Path temp) throws Exception {
    Path packaged = Infra.packaged(temp);

    var template =
        YamlTree.read(
            Files.readString(packaged.resolve("cloudformation-template-update-stack.json")));
    assertThat(TemplateReader.read(template, Map.of(), PLACE)).isEqualTo(expected());
  }

  @Test
  void cloudformation_puts_fifo_queues_there_for_a_pipeline_in_order() {
    var settings = StackSettings.of("dev", "eu-central-1").withConfiguration("in-order.yaml");

    var template =
        YamlTree.read(new Template(StackConfigurations.read(Infra.IN_ORDER), settings).text());
    assertThat(TemplateReader.read(template, Map.of("EnvironmentName", "prod"), PLACE))
        .isEqualTo(inOrder(THERE).sorted());
  }

  @Test
  void serverless_puts_the_same_fifo_queues_there(@TempDir Path temp) throws Exception {
    var settings = StackSettings.of("dev", "eu-central-1").withConfiguration("in-order.yaml");

    Files.writeString(
        temp.resolve("serverless.yml"),
        new ServerlessService(StackConfigurations.read(Infra.IN_ORDER), settings).text());
    Path packaged = Infra.packagedThere(temp);

    var template =
        YamlTree.read(
            Files.readString(packaged.resolve("cloudformation-template-update-stack.json")));
    assertThat(TemplateReader.read(template, Map.of(), PLACE)).isEqualTo(inOrder(THERE).sorted());
  }

  /// The framework uploads all of it.
  @Test
  void serverless_is_given_no_secret_to_write_down(@TempDir Path temp) throws Exception {
    try (Stream<Path> files = Files.list(Infra.packaged(temp))) {
      assertThat(files.toList())
          .hasSizeGreaterThan(1)
          .allSatisfy(file ->
              assertThat(Files.readString(file))
                  .doesNotContain("operator-token-of-this-environment"));
    }
  }

  private static Stack expected() {
    return ((StackResult.Ready) StackFactory.of(DefaultConfiguration.pipelines(), THERE))
        .stack()
        .sorted();
  }

  private static Stack inOrder(StackSettings settings) {
    var own = settings.withConfiguration("in-order.yaml");
    return ((StackResult.Ready) StackFactory.of(StackConfigurations.read(Infra.IN_ORDER), own))
        .stack();
  }
}
