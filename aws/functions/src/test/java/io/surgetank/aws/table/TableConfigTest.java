package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.testkit.contract.SamplePipelines;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Pipelines that a DynamoDB item cannot hold are refused.
class TableConfigTest {
  @Test
  void pipelines_that_fit_have_no_violations() {
    assertThat(TableConfig.violations(SamplePipelines.PIPELINES)).isEmpty();
    assertThat(violations("maxBody: 392KB", "attempts: 33")).isEmpty();
  }

  @Test
  void too_large_bodies_and_too_many_attempts_are_both_reported() {
    assertThat(violations("maxBody: 400KB", "attempts: 40"))
        .containsExactly(
            "pipeline big: maxBody must be at most 401408 bytes, the limit of a DynamoDB item",
            "pipeline big: retry.attempts must be at most 33, so that their failures fit a DynamoDB item");
  }

  private static List<String> violations(String maxBody, String attempts) {
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
      case ConfigurationResult.Valid(var pipelines, _) -> TableConfig.violations(pipelines);
      case ConfigurationResult.Invalid(var violations) ->
          throw new AssertionError(violations.toString());
    };
  }
}
