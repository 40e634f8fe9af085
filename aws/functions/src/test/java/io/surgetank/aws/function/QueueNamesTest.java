package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipeline;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
  /// `surgetank-customer-orders` is the queue of `orders` at the stage `customer`, although it ends
  /// as that of `customer-orders` does.
  @Test
  void a_pipeline_is_found_by_the_whole_name_of_its_queue() {
    try (var stubHttpClient = new StubHttpClient()) {
      var functionWiring =
          FunctionWiring.of(
              settings("https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-customer-"),
              DefaultConfiguration.pipelines(),
              AwsClients.over(stubHttpClient),
              new InvocationClock(InstantSource.system(), System::nanoTime));

      assertThat(pipelineOf(functionWiring, "surgetank-customer-orders")).hasValue("orders");
      assertThat(pipelineOf(functionWiring, "surgetank-customer-customer-orders"))
          .hasValue("customer-orders");
      assertThat(pipelineOf(functionWiring, "surgetank-other-orders")).isEmpty();
    }
  }

  private static Optional<String> pipelineOf(FunctionWiring functionWiring, String queue) {
    return functionWiring.pipelineOf(queue).map(Pipeline::name).map(Object::toString);
  }

  private static FunctionSettings settings(String prefix) {
    return new FunctionSettings(
        "jobs",
        prefix,
        Optional.empty(),
        "test",
        "secret",
        new FunctionSettings.EndpointOverrides(Optional.empty(), Optional.empty()));
  }
}
