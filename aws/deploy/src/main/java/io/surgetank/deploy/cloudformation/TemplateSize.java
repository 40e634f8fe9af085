package io.surgetank.deploy.cloudformation;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.AwsLimit;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.util.Optional;
import java.util.stream.IntStream;

/// Whether pipelines fit into one template. Terraform has no such limit.
public final class TemplateSize {
  /// The bucket for code, its policy and its key: the Serverless Framework adds them.
  private static final int OF_TOOLS = 3;

  private TemplateSize() {}

  /// Why they do not fit, with the number that does.
  public static Optional<StackError> fault(Pipelines pipelines, StackSettings settings) {
    int resources = resources(pipelines, settings);
    if (resources + OF_TOOLS <= Template.MAX_RESOURCES) return Optional.empty();
    int all = pipelines.all().size();
    int fit =
        IntStream.iterate(all - 1, count -> count > 0, count -> count - 1)
            .filter(count -> fits(pipelines, count, settings))
            .findFirst()
            .orElse(0);
    return Optional.of(
        new StackError(
            "pipelines",
            "%d make %d resources, and the first %d fit; divide them among stages, or use Terraform"
                .formatted(all, resources, fit),
            AwsLimit.TEMPLATE_RESOURCES));
  }

  private static boolean fits(Pipelines pipelines, int count, StackSettings settings) {
    var first = new Pipelines(pipelines.all().subList(0, count));
    return resources(first, settings) + OF_TOOLS <= Template.MAX_RESOURCES;
  }

  /// None where AWS would refuse the stack for another reason: that is reported by itself.
  private static int resources(Pipelines pipelines, StackSettings settings) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(_) -> new Template(pipelines, settings).resources();
      case StackResult.Refused(_) -> 0;
    };
  }
}
