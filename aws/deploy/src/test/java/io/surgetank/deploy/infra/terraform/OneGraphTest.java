package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Terraform puts there is what the module `deploy` computes from the same descriptor.
class OneGraphTest {
  private static final StackSettings.Place PLACE =
      new StackSettings.Place("eu-central-1", Tofu.ACCOUNT);

  @TempDir Path temp;

  @Test
  void the_built_in_descriptor_makes_the_stack_that_is_computed_from_it() {
    assertThat(applied(Tree.builtIn(), ""))
        .isEqualTo(computed(Tree.builtIn(), StackSettings.of("dev", "eu-central-1").at(PLACE)));
  }

  @Test
  void the_example_s_descriptor_makes_the_stack_that_is_computed_from_it() {
    Path payments = Tree.root().resolve("examples/payments/surgetank.yaml");

    assertThat(applied(payments, "surgetank.yaml"))
        .isEqualTo(
            computed(
                payments,
                StackSettings.of("dev", "eu-central-1")
                    .at(PLACE)
                    .withDescriptor("surgetank.yaml")));
  }

  @Test
  void a_pipeline_in_order_has_the_fifo_queues_that_are_computed_for_it() throws IOException {
    Path descriptor = Files.writeString(temp.resolve("in-order.yaml"), Infra.IN_ORDER);

    Stack applied = applied(descriptor, "in-order.yaml");

    assertThat(applied)
        .isEqualTo(
            computed(
                descriptor,
                StackSettings.of("dev", "eu-central-1").at(PLACE).withDescriptor("in-order.yaml")));
    assertThat(applied.queues())
        .filteredOn(sqsQueue -> sqsQueue.kind() == SqsQueue.Kind.FIFO_BY_GROUP)
        .extracting(SqsQueue::name)
        .containsExactly("surgetank-dev-transfers-dlq.fifo", "surgetank-dev-transfers.fifo");
  }

  /// Every default, every unit and every policy comes up in some of them.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void any_descriptor_makes_the_stack_that_is_computed_from_it(long seed) throws IOException {
    Path descriptor =
        Files.writeString(temp.resolve("any.yaml"), Chance.descriptor(new Random(seed)));

    assertThat(applied(descriptor, "any.yaml"))
        .isEqualTo(
            computed(
                descriptor,
                StackSettings.of("dev", "eu-central-1").at(PLACE).withDescriptor("any.yaml")));
  }

  @Test
  void another_region_stage_memory_and_throttle_are_honoured_everywhere() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(
            "stage=prod",
            "application=shop",
            "region=us-east-2",
            "memory=2048",
            "throttle_rate=50",
            "throttle_burst=100",
            "zip=surgetank.zip",
            "descriptor=" + Tree.builtIn(),
            "operator_token_parameter=/shop/prod/operator-token")
        .ok();

    var throttle = new io.surgetank.deploy.stack.HttpApi.Throttle(50, 100);
    var place = new StackSettings.Place("us-east-2", Tofu.ACCOUNT);
    assertThat(Sorted.of(Standing.read(tofu.state())))
        .isEqualTo(
            computed(Tree.builtIn(), new StackSettings("shop", "prod", place, 2048, throttle, "")));
  }

  private Stack applied(Path descriptor, String inZip) {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    List<String> variables = Variables.of(descriptor);
    variables.add("descriptor_in_zip=" + inZip);
    tofu.packed(descriptor);
    tofu.apply(variables.toArray(String[]::new)).ok();
    return Sorted.of(Standing.read(tofu.state()));
  }

  private static Stack computed(Path descriptor, StackSettings settings) {
    return switch (StackFactory.of(pipelines(descriptor), settings)) {
      case StackResult.Ready(var stack) -> Sorted.of(stack);
      case StackResult.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  private static Pipelines pipelines(Path descriptor) {
    var configurationSource =
        new ConfigurationSource(
            "surgetank.yaml",
            Tree.text(descriptor),
            name -> {
              Path schema = descriptor.resolveSibling(name);
              return Optional.of(Files.exists(schema) ? Tree.text(schema) : "{}");
            });
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid(var pipelines) -> pipelines;
      case ConfigurationResult.Invalid(var faults) -> throw new AssertionError(faults);
    };
  }
}
