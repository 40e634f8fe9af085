package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.pipeline.Pipeline;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
  /// `surgetank-customer-orders` is the queue of `orders` at the stage `customer`, though it ends
  /// as that of `customer-orders` does.
  @Test
  void a_queue_is_its_pipelines_by_its_whole_name() {
    try (var prop = new Prop()) {
      var installation =
          Installation.of(
              settings("https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-customer-"),
              DefaultDescriptor.pipelines(),
              Clients.over(prop),
              InstantSource.system());

      assertThat(named(installation, "surgetank-customer-orders")).hasValue("orders");
      assertThat(named(installation, "surgetank-customer-customer-orders"))
          .hasValue("customer-orders");
      assertThat(named(installation, "surgetank-other-orders")).isEmpty();
    }
  }

  private static Optional<String> named(Installation installation, String queue) {
    return installation.pipelineOf(queue).map(Pipeline::name).map(Object::toString);
  }

  private static Settings settings(String prefix) {
    return new Settings(
        "jobs",
        prefix,
        Optional.empty(),
        "test",
        "secret",
        new Settings.Endpoints(Optional.empty(), Optional.empty()));
  }
}
