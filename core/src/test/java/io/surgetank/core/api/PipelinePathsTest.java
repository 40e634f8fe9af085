package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What clients find at the paths of pipelines, and its description.
class PipelinePathsTest {
  private final TestApi it =
      new TestApi(
          TestPipelines.parcels(),
          TestPipelines.required(),
          TestPipelines.named("first", "/shared"),
          TestPipelines.checked("shared", "{\"type\":\"object\"}"));
  private final JsonNode document = TestApi.json(it.get("/openapi.json"));

  @Test
  void operations_are_named_after_all_pipelines_of_their_path() {
    assertThat(operation("/parcels", "post").path("operationId").asString())
        .isEqualTo("submit-parcels");
    assertThat(operation("/shared", "post").path("operationId").asString())
        .isEqualTo("submit-first.shared");
  }

  @Test
  void a_key_is_a_required_parameter_only_if_all_pipelines_of_the_path_require_it() {
    assertThat(isKeyRequired("/keyed")).isTrue();
    assertThat(isKeyRequired("/parcels")).isFalse();
  }

  private boolean isKeyRequired(String path) {
    return operation(path, "post")
        .path("parameters")
        .valueStream()
        .filter(each -> each.path("name").asString().equals("Idempotency-Key"))
        .findFirst()
        .orElseThrow()
        .path("required")
        .asBoolean();
  }

  @Test
  void a_failed_health_check_is_described() {
    assertThat(operation("/health/ready", "get").path("responses").has("503")).isTrue();
    assertThat(
            operation("/health/ready", "get")
                .at("/responses/503/content/application~1json/schema/$ref")
                .asString())
        .endsWith("/Health");
  }

  private JsonNode operation(String path, String method) {
    return document.path("paths").path(path).path(method);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; profile=\"x\"",
        "application/json; charset=UTF-8",
        "application/vnd.shop+json;charset = \"utf-8\"; v=1",
        ";charset=us-ascii"
      })
  void parameters_of_a_media_type_are_accepted_except_another_charset(String type) {
    assertThat(it.post("/parcels", "{}", "Content-Type: " + type).status()).isEqualTo(202);
  }

  @Test
  void another_charset_is_named_in_printable_characters() {
    Response refused =
        it.post("/parcels", "{}", "Content-Type: application/json; charset=\u00e9-1");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(TestApi.text(refused)).contains("not charset=?-1");
  }

  @Test
  void a_job_that_was_moved_is_not_found_at_its_former_path() {
    JobId id = TestApi.id(it.post("/shared", "{\"order_id\":\"7\"}"));
    assertThat(it.get("/shared/7").status()).isEqualTo(200);
    Job job = it.store.records.get(id).job();
    var moved = new Job(id, new PipelineName("parcels"), job.payload(), job.trace());
    it.store.records.put(id, new JobRecord(moved, new State.Pending(), List.of(), 0));

    assertThat(it.get("/shared/7").status()).isEqualTo(404);
    assertThat(it.get("/shared/" + id).status()).isEqualTo(404);
    assertThat(it.get("/parcels/" + id).status()).isEqualTo(200);
  }

  @Test
  void a_client_does_not_wait_for_a_job_that_has_ended() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    it.store.setState(id, new State.Dead("no", Instant.EPOCH));

    Response shown = it.get("/parcels/" + id, "Prefer: wait=5");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(it.store.waits).isEmpty();
  }
}
