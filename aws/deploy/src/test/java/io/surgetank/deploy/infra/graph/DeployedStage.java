package io.surgetank.deploy.infra.graph;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.stack.StackSettings;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The graph of a stage, as lines, by Terraform and by CloudFormation: the same lines when they
/// deploy the same, but for `terraform-differs.txt`.
public final class DeployedStage {
  private static final String DIFFERENCES = "terraform-differs.txt";

  private DeployedStage() {}

  /// What Terraform has applied.
  ///
  /// @param state as `terraform show -json` prints it
  public static String byTerraform(JsonNode state, String region) {
    return lines(StateGraph.of(state, region));
  }

  /// What CloudFormation makes of our template.
  ///
  /// @param parameters chosen
  public static String byCloudFormation(
      Pipelines pipelines, StackSettings settings, Map<String, String> parameters) {
    var template = new Template(pipelines, settings).text();
    return lines(TemplateGraph.of(YamlTree.read(template), parameters, settings.place(), Map.of()));
  }

  private static String lines(Graph graph) {
    return graph.withoutDefaults().without(Differences.of(DIFFERENCES)).lines();
  }
}
