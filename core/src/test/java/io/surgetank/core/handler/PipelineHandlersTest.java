package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.SamplePipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineHandlersTest {
  @Test
  void a_pipeline_without_a_handler_is_an_error_with_its_name() {
    var orders =
        SamplePipeline.of(
            new PipelineName("orders"),
            Ordering.NONE,
            new RetryPolicy.Fixed(Duration.ofSeconds(1), 1));
    var catalog =
        new HandlerCatalog(
            PipelineHandlersTest.class.getClassLoader(),
            _ -> new WebhookClient.WebhookResponse(204, Map.of(), new byte[0]),
            SecretSource.NONE,
            () -> SampleJobs.NOW);

    PipelineHandlers handlers = PipelineHandlers.find(new Pipelines(List.of(orders)), catalog);

    assertThat(handlers.byPipeline()).isEmpty();
    assertThat(handlers.errors())
        .singleElement()
        .asString()
        .startsWith("pipeline orders: no such handler: test");
  }

  @ParameterizedTest
  @ValueSource(strings = {" !~", "a\tb"})
  void printable_characters_and_tabs_are_allowed_in_a_header(String value) {
    assertThat(headerErrors(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u001fb", "a\u007fb", "\u00e9"})
  void other_characters_are_not_allowed_in_a_header(String value) {
    assertThat(headerErrors(value)).hasSize(1);
  }

  private static List<String> headerErrors(String value) {
    var errors = new ArrayList<String>();
    var _ = CustomHeaders.read(Map.of("headers.X-Note", value), SecretSource.NONE, errors);
    return errors;
  }
}
