package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.testkit.contract.SamplePipelines;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one item of DynamoDB cannot hold is refused before anything is accepted.
class TableConfigTest {
  @Test
  void pipelines_that_fit_have_no_fault() {
    assertThat(TableConfig.faults(SamplePipelines.PIPELINES)).isEmpty();
    assertThat(faults("maxBody: 392KB", "attempts: 33")).isEmpty();
  }

  @Test
  void bodies_over_an_item_and_evidence_over_an_item_are_both_told() {
    assertThat(faults("maxBody: 400KB", "attempts: 40"))
        .containsExactly(
            "pipeline big: maxBody is over 401408 bytes, more than an item of DynamoDB holds",
            "pipeline big: the evidence of more than 33 attempts may not fit an item of DynamoDB");
  }

  private static List<String> faults(String maxBody, String attempts) {
    String yaml =
        """
        pipelines:
          big:
            intake: {path: /big, schema: any.json, %s}
            work: {handler: task}
            retry: {policy: fixed, base: 1s, %s}
        """
            .formatted(maxBody, attempts);
    ConfigurationResult configurationResult =
        ConfigurationReader.read(
            new ConfigurationSource(
                "surgetank.yaml", yaml, _ -> Optional.of("{\"type\":\"object\"}")));
    return switch (configurationResult) {
      case ConfigurationResult.Valid(var pipelines) -> TableConfig.faults(pipelines);
      case ConfigurationResult.Invalid(var faults) -> throw new AssertionError(faults.toString());
    };
  }
}
