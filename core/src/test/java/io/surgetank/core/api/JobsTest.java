package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {
  private static final Instant START = Instant.parse("2026-01-31T08:00:01Z");

  private final TestApi it =
      new TestApi(TestPipelines.parcels(), TestPipelines.named("named", "/named"));

  @Test
  void a_job_is_shown_completely() {
    JobId id = TestApi.id(it.post("/parcels", "{\"price\": 100.00, \"n\": 1E+2}"));
    var failed =
        new FinishedAttempt(
            new Attempt(0, 1, START), START.plusSeconds(1), FinishedAttempt.End.FAILED, "no luck");
    it.store.records.put(
        id,
        new JobRecord(
            it.store.records.get(id).job(),
            new State.Processed("{\"total\":100.00}", START.plusSeconds(5)),
            List.of(failed),
            1));

    Response response = it.get("/parcels/" + id);

    assertThat(response.status()).isEqualTo(200);
    assertThat(TestApi.text(response))
        .contains("\"payload\":{\"price\":100.00,\"n\":1E+2}", "\"result\":{\"total\":100.00}")
        .contains("\"status\":\"PROCESSED\"", "\"endedAt\":\"2026-01-31T08:00:06.000Z\"")
        .contains(
            "{\"round\":1,\"number\":1,\"startedAt\":\"2026-01-31T08:00:01.000Z\","
                + "\"endedAt\":\"2026-01-31T08:00:02.000Z\",\"outcome\":\"FAILED\","
                + "\"failure\":\"no luck\"}")
        .contains("\"redrives\":1");
  }

  @Test
  void an_unchanged_job_is_304_and_a_changed_one_is_200() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    String etag = it.get("/parcels/" + id).headers().get("ETag");

    Response same = it.get("/parcels/" + id, "If-None-Match: \"x\", W/" + etag);
    it.store.setState(id, new State.Dead("no", START));
    Response changed = it.get("/parcels/" + id, "If-None-Match: " + etag);

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers()).containsEntry("ETag", etag);
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void a_client_may_wait_for_the_end_for_a_limited_time() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    JobId other = TestApi.id(it.post("/parcels", "{}"));

    Response waited = it.get("/parcels/" + id, "Prefer: respond-async, wait=5");
    Response long1 = it.get("/parcels/" + other, "Prefer: wait=100000");
    Response passed = it.get("/parcels/" + other, "Prefer: wait=soon");

    assertThat(waited.headers()).containsEntry("Preference-Applied", "wait=5");
    assertThat(TestApi.text(waited)).contains("PROCESSED");
    assertThat(long1.headers()).containsEntry("Preference-Applied", "wait=30");
    assertThat(it.store.waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30));
    assertThat(passed.headers()).doesNotContainKey("Preference-Applied");
  }

  @Test
  void a_job_is_found_by_the_clients_id_with_slashes() {
    it.post("/named", "{\"order_id\":\"a/b c\"}");

    assertThat(it.get("/named/a/b c").status()).isEqualTo(200);
    assertThat(it.get("/parcels/a/b c").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "%00",
        "\u0000",
        "../etc",
        "é😀",
        "0190163d-8694-739b-aea5-966c26f8ad91",
        " "
      })
  void an_unknown_or_malformed_id_is_404(String id) {
    assertThat(it.get("/parcels/" + id).status()).isEqualTo(404);
    assertThat(it.get("/named/" + id).status()).isEqualTo(404);
    assertThat(it.send("DELETE", "/named/" + id, new byte[0]).status()).isEqualTo(404);
  }

  @Test
  void a_job_is_not_found_at_another_pipelines_path() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));

    assertThat(it.get("/named/" + id).status()).isEqualTo(404);
  }

  @Test
  void head_is_handled_like_get() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));

    Response head = it.send("HEAD", "/parcels/" + id, new byte[0]);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsKeys("ETag", "Content-Type");
    assertThat(head.body()).isEqualTo(it.get("/parcels/" + id).body());
  }

  @Test
  void a_waiting_job_is_cancelled_and_a_started_one_is_409() {
    JobId waiting = TestApi.id(it.post("/parcels", "{}"));
    JobId started = TestApi.id(it.post("/parcels", "{}"));
    it.store.setState(started, new State.Processing(new Attempt(0, 1, START)));

    Response cancelled = it.send("DELETE", "/parcels/" + waiting, new byte[0]);
    Response late = it.send("DELETE", "/parcels/" + started, new byte[0]);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(TestApi.text(cancelled)).contains("CANCELLED");
    assertThat(late.status()).isEqualTo(409);
  }

  @Test
  void pages_are_newest_first_and_complete() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) ids.addFirst(TestApi.id(it.post("/parcels", "{}")).toString());
    it.post("/named", "{\"order_id\":1}");

    List<String> seen = new ArrayList<>();
    String next = "/parcels?limit=10&status=pending,dead";
    while (!next.isEmpty()) {
      Response page = it.get(next);
      assertThat(page.status()).isEqualTo(200);
      TestApi.json(page).path("jobs").forEach(job -> seen.add(job.path("id").stringValue()));
      next = TestApi.json(page).path("next").asString("");
      if (!next.isEmpty())
        assertThat(page.headers()).containsEntry("Link", "<" + next + ">; rel=\"next\"");
    }

    assertThat(seen).isEqualTo(ids);
    assertThat(TestApi.text(it.get("/parcels"))).doesNotContain("payload");
  }

  @Test
  void a_list_is_filtered_by_status_and_time() {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    it.now = it.now.plusSeconds(3600);
    it.post("/parcels", "{}");
    it.store.setState(id, new State.Dead("no", START));

    assertThat(TestApi.json(it.get("/parcels?status=DEAD")).path("jobs").size()).isEqualTo(1);
    assertThat(TestApi.json(it.get("/parcels?since=2026-01-31T08:30:00Z")).path("jobs").size())
        .isEqualTo(1);
    assertThat(
            TestApi.json(it.get("/parcels?since=2026-01-31T09:30:00%2B01:00")).path("jobs").size())
        .isEqualTo(1);
    assertThat(TestApi.json(it.get("/parcels?since=2026-02-01")).path("jobs").size()).isZero();
  }

  @Test
  void all_invalid_parameters_are_reported_together() {
    Response response =
        it.get("/parcels?limit=0&status=LOST&since=then&cursor=x&sort=up&limit=5&%zz=1");

    assertThat(response.status()).isEqualTo(400);
    assertThat(TestApi.text(response))
        .contains("'limit' must be an integer", "'status' must be one", "'since' must be a time")
        .contains(
            "'cursor' was not issued",
            "unknown parameter 'sort'",
            "'limit' is given more than once");
  }
}
