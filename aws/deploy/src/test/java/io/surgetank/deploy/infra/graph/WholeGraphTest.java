package io.surgetank.deploy.infra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.real.Deployment;
import io.surgetank.deploy.infra.real.Moto;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
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
      StackSettings.of("dev", "eu-central-1").withDescriptor("descriptor/surgetank.yaml");

  private static final Map<String, String> TAGS =
      Map.of("Application", "surgetank", "Stage", "dev");

  @TempDir private Path temp = Path.of("");

  @Test
  void serverless_deploys_what_cloudformation_does() throws Exception {
    for (Pipelines pipelines : List.of(DefaultConfiguration.pipelines(), inOrder()))
      assertThat(serverless(pipelines).lines())
          .isEqualTo(
              compared(template(pipelines, Map.of()), Differences.of("serverless-differs.txt"))
                  .lines());
  }

  @Test
  void terraform_deploys_what_cloudformation_does() throws Exception {
    try (var moto = Moto.start(temp)) {
      assertThat(terraform(deployment(moto)).lines())
          .isEqualTo(
              compared(template(inOrder(), Map.of()), Differences.of("terraform-differs.txt"))
                  .lines());
    }
  }

  @Test
  void terraform_deploys_what_cloudformation_does_with_every_option_and_removes_it()
      throws Exception {
    var options = Deployment.OPTIONS;
    try (var moto = Moto.start(temp)) {
      var deployment = deployment(moto);

      assertThat(terraform(deployment, options.variables()).lines())
          .isEqualTo(
              compared(
                      template(inOrder(), options.parameters()),
                      Differences.of("terraform-differs.txt"))
                  .lines());

      assertThat(deployment.destroy(options.variables())).isEmpty();
    }
  }

  private Deployment deployment(Moto moto) throws Exception {
    return Deployment.of(stack(inOrder()), SETTINGS, temp, moto);
  }

  private static Graph terraform(Deployment deployment, String... variables) throws Exception {
    var state = deployment.apply(variables);
    return compared(StateGraph.of(state, PLACE.region()), Differences.of("terraform-differs.txt"));
  }

  private Graph serverless(Pipelines pipelines) throws Exception {
    Path folder = Files.createTempDirectory(temp, "serverless");
    Files.writeString(
        folder.resolve("serverless.yml"), new ServerlessService(stack(pipelines), SETTINGS).text());
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

  private static Graph template(Pipelines pipelines, Map<String, String> parameters) {
    var template = new Template(stack(pipelines), SETTINGS).text();
    return TemplateGraph.of(YamlTree.read(template), parameters, PLACE, Map.of());
  }

  private static Graph compared(Graph graph, Differences differences) {
    return graph.withoutDefaults().without(differences);
  }

  private static Pipelines inOrder() {
    return StackConfigurations.read(Infra.IN_ORDER);
  }

  private static Stack stack(Pipelines pipelines) {
    return ((StackResult.Ready) StackFactory.of(pipelines, SETTINGS)).stack();
  }
}
