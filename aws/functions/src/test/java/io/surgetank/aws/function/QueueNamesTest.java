package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipeline;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
  /// `surgetank-customer-orders` is the queue of `orders` at the stage `customer`, though it ends
  /// as that of `customer-orders` does.
  @Test
  void a_queue_is_its_pipelines_by_its_whole_name() {
    try (var stubHttpClient = new StubHttpClient()) {
      var functionWiring =
          FunctionWiring.of(
              settings("https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-customer-"),
              DefaultConfiguration.pipelines(),
              AwsClients.over(stubHttpClient),
              InstantSource.system());

      assertThat(named(functionWiring, "surgetank-customer-orders")).hasValue("orders");
      assertThat(named(functionWiring, "surgetank-customer-customer-orders"))
          .hasValue("customer-orders");
      assertThat(named(functionWiring, "surgetank-other-orders")).isEmpty();
    }
  }

  private static Optional<String> named(FunctionWiring functionWiring, String queue) {
    return functionWiring.pipelineOf(queue).map(Pipeline::name).map(Object::toString);
  }

  private static FunctionSettings settings(String prefix) {
    return new FunctionSettings(
        "jobs",
        prefix,
        Optional.empty(),
        "test",
        "secret",
        new FunctionSettings.Endpoints(Optional.empty(), Optional.empty()));
  }
}
