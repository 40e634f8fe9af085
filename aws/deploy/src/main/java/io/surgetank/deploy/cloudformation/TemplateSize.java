package io.surgetank.deploy.cloudformation;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.AwsLimit;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.util.Optional;
import java.util.stream.IntStream;

/// Checks whether pipelines fit into one template. Terraform has no such limit.
public final class TemplateSize {
  /// The Serverless Framework adds a bucket for code, its policy and its key.
  private static final int ADDED_BY_TOOLS = 3;

  private TemplateSize() {}

  /// The error, with the number of pipelines that fit; empty if all fit.
  public static Optional<StackError> error(Pipelines pipelines, StackSettings settings) {
    int resources = resources(pipelines, settings);
    if (resources + ADDED_BY_TOOLS <= Template.MAX_RESOURCES) return Optional.empty();
    int all = pipelines.all().size();
    int fit =
        IntStream.iterate(all - 1, count -> count > 0, count -> count - 1)
            .filter(count -> fits(pipelines, count, settings))
            .findFirst()
            .orElse(0);
    return Optional.of(
        new StackError(
            "pipelines",
            "%d pipelines have %d resources; the first %d fit; divide them among stages, or use Terraform"
                .formatted(all, resources, fit),
            AwsLimit.TEMPLATE_RESOURCES));
  }

  private static boolean fits(Pipelines pipelines, int count, StackSettings settings) {
    var first = new Pipelines(pipelines.all().subList(0, count));
    return resources(first, settings) + ADDED_BY_TOOLS <= Template.MAX_RESOURCES;
  }

  /// 0 if the stack has another error, which is reported elsewhere.
  private static int resources(Pipelines pipelines, StackSettings settings) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(_) -> new Template(pipelines, settings).resources();
      case StackResult.Refused(_) -> 0;
    };
  }
}
