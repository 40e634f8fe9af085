package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How operators find jobs: by ids, clients' ids and pipelines.
class OperatorJobsTest {
  private final TestApi it =
      new TestApi(
          TestPipelines.parcels(),
          TestPipelines.named("named", "/named"),
          TestPipelines.named("others", "/others"));

  @Test
  void a_job_is_found_by_the_clients_id() {
    JobId id = TestApi.id(it.post("/named", "{\"order_id\":\"a/7\"}"));

    Response found = it.operator("GET", "/ops/v1/jobs/a/7", "");

    assertThat(found.status()).isEqualTo(200);
    assertThat(TestApi.json(found).path("id").asString()).isEqualTo(id.toString());
    assertThat(it.operator("GET", "/ops/v1/jobs/a/7?pipeline=others", "").status()).isEqualTo(404);
  }

  @Test
  void a_clients_id_of_several_pipelines_must_be_selected_by_pipeline() {
    it.post("/named", "{\"order_id\":\"7\"}");
    JobId other = TestApi.id(it.post("/others", "{\"order_id\":\"7\"}"));

    Response several = it.operator("GET", "/ops/v1/jobs/7", "");
    Response one = it.operator("GET", "/ops/v1/jobs/7?pipeline=others", "");

    assertThat(several.status()).isEqualTo(400);
    assertThat(TestApi.text(several)).contains("[named, others]");
    assertThat(TestApi.json(one).path("id").asString()).isEqualTo(other.toString());
  }

  @Test
  void a_clients_id_has_at_most_255_characters() {
    String longest = "x".repeat(255);
    it.post("/named", "{\"order_id\":\"" + longest + "\"}");

    for (String path : List.of("/named/", "/ops/v1/jobs/")) {
      assertThat(it.operator("GET", path + longest, "").status()).isEqualTo(200);
      assertThat(it.operator("GET", path + longest + "x", "").status()).isEqualTo(404);
    }
  }

  @Test
  void a_record_of_a_removed_pipeline_is_linked_to_the_operators_path() {
    JobId id = JobId.of(3764888270784167936L, 7);
    var job = new Job(id, new PipelineName("removed"), "{}", Trace.of(id));
    it.store.records.put(id, new JobRecord(job, new State.Dead("no", Instant.EPOCH), List.of(), 0));

    var dead = TestApi.json(it.operator("GET", "/ops/v1/dead", ""));

    assertThat(dead.at("/jobs/0/href").asString()).isEqualTo("/ops/v1/jobs/" + id);
  }

  @Test
  void the_link_of_a_job_is_at_the_path_of_its_pipeline() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));

    var jobs = TestApi.json(it.operator("GET", "/ops/v1/jobs", ""));

    assertThat(jobs.at("/jobs/0/href").asString()).isEqualTo("/parcels/" + id);
  }

  @Test
  void dead_letters_are_selected_by_ids() {
    JobId first = dead();
    JobId second = dead();
    JobId third = dead();

    var found = TestApi.json(it.operator("GET", "/ops/v1/dead?id=" + first + "," + third, ""));

    assertThat(found.path("jobs"))
        .extracting(job -> job.path("id").asString())
        .containsExactlyInAnyOrder(first.toString(), third.toString())
        .doesNotContain(second.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=x", "pipeline=lost"})
  void an_invalid_filter_of_dead_letters_is_400(String query) {
    assertThat(it.operator("GET", "/ops/v1/dead?" + query, "").status()).isEqualTo(400);
  }

  @Test
  void the_audit_log_has_the_filter_of_each_action() {
    JobId first = dead();
    it.post("/parcels", "{\"order_id\":\"7\"}");
    it.operator(
        "POST",
        "/ops/v1/dead/redrive",
        "{\"ids\":[\"" + first + "\"],\"pipelines\":[\"parcels\"],\"failure\":\"n\"}");
    it.operator(
        "POST",
        "/ops/v1/jobs/move",
        "{\"pipelines\":[\"parcels\"],\"to\":\"named\",\"statuses\":[\"retrying\",\"pending\"]}");

    var entries = TestApi.json(it.operator("GET", "/ops/v1/audit-log", "")).path("entries");

    assertThat(entries)
        .anySatisfy(entry -> {
          assertThat(entry.path("action").asString()).isEqualTo("REDRIVE");
          assertThat(entry.path("finished").asBoolean()).isTrue();
          assertThat(Json.write(entry.path("filter")))
              .isEqualTo(
                  "{\"ids\":[\"" + first + "\"],\"pipelines\":[\"parcels\"],\"failure\":\"n\"}");
        })
        .anySatisfy(entry -> {
          assertThat(entry.path("action").asString()).isEqualTo("MOVE");
          assertThat(Json.write(entry.at("/filter/statuses")))
              .isEqualTo("[\"PENDING\",\"RETRYING\"]");
        });
  }

  private JobId dead() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    it.store.setState(id, new State.Dead("no", Instant.EPOCH));
    return id;
  }
}
