package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.errors;
import static io.surgetank.core.configuration.SampleConfigurations.valid;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.pipeline.PipelineAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `access` of a pipeline.
class PipelineAccessTest {
  @Test
  void each_operation_has_its_level_and_the_default_is_that_of_the_server() {
    assertThat(valid(with("access: {submit: anyone, read: key, list: operator, cancel: operator}")))
        .extracting(pipeline -> pipeline.access())
        .isEqualTo(
            new PipelineAccess(
                AccessLevel.ANYONE, AccessLevel.KEY, AccessLevel.OPERATOR, AccessLevel.OPERATOR));
    assertThat(valid(with("access: {list: key}")).access())
        .isEqualTo(
            new PipelineAccess(
                AccessLevel.SERVER, AccessLevel.SERVER, AccessLevel.KEY, AccessLevel.SERVER));
    assertThat(valid(with()).access()).isEqualTo(PipelineAccess.of(AccessLevel.SERVER));
  }

  /// A response to a cancellation has the job's record.
  @Test
  void who_may_not_read_may_not_cancel() {
    assertThat(valid(with("access: {read: operator}")).access().cancel())
        .isEqualTo(AccessLevel.OPERATOR);
    assertThat(valid(with("access: {read: anyone}")).access().cancel())
        .isEqualTo(AccessLevel.SERVER);
    assertThat(errors(with("access: {read: operator, cancel: key}")))
        .containsExactly(
            "surgetank.yaml:4:38: pipelines.p.access.cancel: admits clients that 'read' does"
                + " not, and the response has the job; use the same as for 'read', or one further"
                + " down in the list");
  }

  @Test
  void pipelines_of_one_path_have_the_same_access() {
    var yaml =
        """
        pipelines:
          a:
            intake: {path: /p, schema: s.json}
            access: {submit: anyone, read: server}
          b:
            intake: {path: /p, schema: s.json, when: {has: x}}
            access: {submit: anyone}
          c:
            intake: {path: /p, schema: s.json, when: {has: y}}
            access: {submit: key}
        """;

    assertThat(errors(yaml))
        .containsExactly(
            "surgetank.yaml:9:20: pipelines.c.intake.path: '/p' is shared with pipeline 'a', which"
                + " has another 'access'; use the same 'access' for all pipelines of a path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access: anyone",
        "access: {submit: [key]}",
        "access: {submit: none}",
        "access: {write: key}",
        "access: {submit: }"
      })
  void invalid_access_is_refused(String line) {
    assertThat(errors(with(line))).singleElement().asString().startsWith("surgetank.yaml:4:");
  }
}
