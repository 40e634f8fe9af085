package io.surgetank.deploy.infra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.terraform.TerraformStage;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The three ways to deploy make the same resources with the same properties, but for what the
/// tools force.
@Execution(ExecutionMode.CONCURRENT)
class WholeGraphTest {
  private static final StackSettings.Place PLACE =
      new StackSettings.Place("eu-central-1", "123456789012");

  private static final StackSettings SETTINGS =
      StackSettings.of("dev", "eu-central-1").withConfiguration("configuration/surgetank.yaml");

  private static final Map<String, String> TAGS =
      Map.of("Application", "surgetank", "Stage", "dev");

  @TempDir private Path temp = Path.of("");

  @Test
  void serverless_deploys_what_cloudformation_does() throws Exception {
    for (Pipelines pipelines : List.of(DefaultConfiguration.pipelines(), inOrder()))
      assertThat(serverless(pipelines).lines())
          .isEqualTo(
              compared(template(pipelines), Differences.of("serverless-differs.txt")).lines());
  }

  /// Another stage, region and every option; one that is deployed as it is written in the docs is
  /// compared by `TerraformPageTest`.
  @Test
  void terraform_deploys_what_cloudformation_does_with_every_option_and_removes_it()
      throws Exception {
    var settings =
        StackSettings.of("prod", "us-east-2")
            .at(new StackSettings.Place("us-east-2", PLACE.account()));
    Pipelines pipelines = DefaultConfiguration.pipelines();
    var options = TerraformStage.OPTIONS;
    var parameters = new HashMap<>(options.parameters());
    parameters.put("EnvironmentName", "prod");
    try (var moto = Moto.start(temp, Moto.WITH_QUICK_DELETIONS);
        var stage = TerraformStage.of(pipelines, settings, temp, moto)) {
      assertThat(DeployedStage.byTerraform(stage.apply(options.variables()), "us-east-2"))
          .isEqualTo(DeployedStage.byCloudFormation(pipelines, settings, parameters));

      assertThat(stage.destroy(options.variables())).isEmpty();
    }
  }

  private Graph serverless(Pipelines pipelines) throws Exception {
    Path folder = Files.createTempDirectory(temp, "serverless");
    Files.writeString(
        folder.resolve("serverless.yml"), new ServerlessService(pipelines, SETTINGS).text());
    Path packaged = Infra.packagedThere(folder, "dev", PLACE.region());
    String template =
        Files.readString(packaged.resolve("cloudformation-template-update-stack.json"));
    assertThat(Files.readString(packaged.resolve("serverless-state.json")))
        .contains("\"stackTags\"");
    // The framework names the alias itself.
    return compared(
        TemplateGraph.of(
            YamlTree.read(template.replace("\"snapstart\"", "\"live\"")), Map.of(), PLACE, TAGS),
        Differences.of("serverless-differs.txt"));
  }

  private static Graph template(Pipelines pipelines) {
    var template = new Template(pipelines, SETTINGS).text();
    return TemplateGraph.of(YamlTree.read(template), Map.of(), PLACE, Map.of());
  }

  private static Graph compared(Graph graph, Differences differences) {
    return graph.withoutDefaults().without(differences);
  }

  private static Pipelines inOrder() {
    return StackConfigurations.read(Infra.IN_ORDER);
  }
}
