package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Terraform deploys of a stack is that stack, wherever it is deployed.
class OneGraphTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  @TempDir Path temp;

  @Test
  void the_built_in_pipelines_make_the_stack_that_is_computed_from_them() {
    assertThat(applied(DefaultConfiguration.pipelines(), SETTINGS))
        .isEqualTo(computed(DefaultConfiguration.pipelines(), there(SETTINGS)));
  }

  @Test
  void pipelines_of_a_user_make_the_stack_that_is_computed_from_them() {
    var settings = SETTINGS.withDescriptor("descriptor/surgetank.yaml");
    Pipelines inOrder = StackConfigurations.read(Infra.IN_ORDER);

    Stack applied = applied(inOrder, settings);

    assertThat(applied).isEqualTo(computed(inOrder, there(settings)));
    assertThat(applied.queues())
        .filteredOn(sqsQueue -> sqsQueue.kind() == SqsQueue.Kind.FIFO_BY_GROUP)
        .extracting(SqsQueue::name)
        .containsExactly("surgetank-dev-transfers-dlq.fifo", "surgetank-dev-transfers.fifo");
  }

  /// One stack for every application, stage, region and account.
  @Test
  void another_region_stage_memory_and_throttle_are_honoured_everywhere() {
    var pipelines = DefaultConfiguration.pipelines();
    var tofu = Tofu.in(temp, "app", Tofu.NEW).packed(pipelines, SETTINGS);
    tofu.apply(
            "stage=prod",
            "application=shop",
            "region=us-east-2",
            "memory=2048",
            "throttle_rate=50",
            "throttle_burst=100",
            "zip=surgetank.zip",
            "stack=stack.json",
            "operator_token_parameter=/shop/prod/operator-token")
        .ok();

    var throttle = new HttpApi.Throttle(50, 100);
    var place = new StackSettings.Place("us-east-2", Tofu.ACCOUNT);
    assertThat(Sorted.of(Standing.read(tofu.state())))
        .isEqualTo(
            computed(pipelines, new StackSettings("shop", "prod", place, 2048, throttle, "")));
  }

  private Stack applied(Pipelines pipelines, StackSettings settings) {
    var tofu = Tofu.in(temp, "app", Tofu.NEW).packed(pipelines, settings);
    tofu.apply(Variables.with()).ok();
    return Sorted.of(Standing.read(tofu.state()));
  }

  private static StackSettings there(StackSettings settings) {
    return settings.at(new StackSettings.Place("eu-central-1", Tofu.ACCOUNT));
  }

  private static Stack computed(Pipelines pipelines, StackSettings settings) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(var stack) -> Sorted.of(stack);
      case StackResult.Refused(var faults) -> throw new AssertionError(faults);
    };
  }
}
