package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.pipeline.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that a schema marks as secret, in every response that has something of a job.
class SecretValuesTest {
  private static final String CARD = "4111-2222";
  private static final String PAYLOAD = "{\"card\":\"4111-2222\",\"amount\":1.50}";
  private static final String MASKED = "{\"card\":\"***\",\"amount\":1.50}";

  private static final Pipeline PAYMENTS =
      TestPipelines.checked(
          "payments",
          """
          {"type": "object", "properties": {
            "card": {"type": "string", "pattern": "^[0-9-]+$", "maxLength": 20, "x-secret": true},
            "amount": {"type": "number"}}}
          """);

  private static final Pipeline STRICT =
      TestPipelines.checked(
          "strict", "{\"type\": \"object\", \"properties\": {\"card\": {\"enum\": [\"none\"]}}}");

  private static final Pipeline ARCHIVE =
      TestPipelines.checked("archive", "{\"type\": \"object\"}");

  private final TestApi open = new TestApi(PAYMENTS, STRICT, ARCHIVE, TestPipelines.parcels());
  private final TestApi closed =
      new TestApi(AnonymousAccess.REFUSED, PAYMENTS, STRICT, ARCHIVE, TestPipelines.parcels());
  private String id = "";

  @BeforeEach
  void accept() {
    id = TestApi.id(closed.by(TestApi.TOKEN, "POST", "/payments", PAYLOAD)).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"read\"", "\"operate\"", "\"admin\"", "\"submit\",\"operate\""})
  void a_job_is_masked_for_every_scope_but_read_secrets(String scopes) {
    String key = closed.key(scopes, "");

    assertThat(payload(closed.by(key, "GET", "/payments/" + id, ""))).isEqualTo(MASKED);
    assertThat(payload(closed.by(key, "GET", "/ops/v1/jobs/" + id, ""))).isEqualTo(MASKED);
  }

  @Test
  void a_job_is_masked_for_the_operator_token() {
    assertThat(payload(closed.by(TestApi.TOKEN, "GET", "/ops/v1/jobs/" + id, "")))
        .isEqualTo(MASKED);
  }

  @Test
  void a_job_is_masked_where_no_key_is_required() {
    JobId anonymous = TestApi.id(open.post("/payments", PAYLOAD));

    assertThat(payload(open.get("/payments/" + anonymous))).isEqualTo(MASKED);
  }

  @Test
  void read_secrets_shows_the_values_and_includes_read() {
    String key = closed.key("\"read:secrets\"", "");

    assertThat(payload(closed.by(key, "GET", "/payments/" + id, ""))).isEqualTo(PAYLOAD);
    assertThat(payload(closed.by(key, "GET", "/ops/v1/jobs/" + id, ""))).isEqualTo(PAYLOAD);
    assertThat(closed.by(key, "GET", "/ops/v1/jobs", "").status()).isEqualTo(200);
    assertThat(closed.by(key, "DELETE", "/payments/" + id, "").status()).isEqualTo(403);
    assertThat(closed.by(key, "POST", "/payments", PAYLOAD).status()).isEqualTo(403);
  }

  @Test
  void read_secrets_of_a_bound_key_is_for_its_pipelines() {
    String key = closed.key("\"read:secrets\"", "\"parcels\"");

    assertThat(closed.by(key, "GET", "/payments/" + id, "").status()).isEqualTo(403);
    assertThat(closed.by(key, "GET", "/ops/v1/jobs/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void a_cancelled_job_is_masked() {
    String key = closed.key("\"operate\"", "");

    assertThat(payload(closed.by(key, "DELETE", "/payments/" + id, ""))).isEqualTo(MASKED);
  }

  @Test
  void a_masked_job_and_a_shown_one_have_different_etags() {
    Response masked = closed.by(TestApi.TOKEN, "GET", "/payments/" + id, "");
    Response shown = closed.by(closed.key("\"read:secrets\"", ""), "GET", "/payments/" + id, "");

    assertThat(masked.headers().get("ETag")).isNotEqualTo(shown.headers().get("ETag"));
    String etag = "If-None-Match: " + masked.headers().get("ETag");
    assertThat(
            closed
                .send(
                    "GET",
                    "/payments/" + id,
                    new byte[0],
                    "Authorization: Bearer " + TestApi.TOKEN,
                    etag)
                .status())
        .isEqualTo(304);
  }

  @Test
  void jobs_of_pipelines_without_secret_values_are_shown() {
    JobId parcel = TestApi.id(closed.by(TestApi.TOKEN, "POST", "/parcels", PAYLOAD));

    assertThat(payload(closed.by(TestApi.TOKEN, "GET", "/parcels/" + parcel, "")))
        .isEqualTo(PAYLOAD);
  }

  /// As it was stored before the schema marked the value.
  static Stream<State> states() {
    Instant at = Instant.parse("2026-01-31T08:00:09Z");
    return Stream.of(
        new State.Retrying(at),
        new State.Dead("no such card: " + CARD, at),
        new State.Processed("{\"echo\":\"" + CARD + "\"}", at));
  }

  @ParameterizedTest
  @MethodSource("states")
  void no_response_quotes_a_secret_value(State state) {
    JobId job = JobId.parse(id).orElseThrow();
    JobRecord accepted = closed.store.records.get(job);
    var attempt =
        new FinishedAttempt(
            new Attempt(0, 1, closed.now),
            closed.now,
            FinishedAttempt.End.FAILED,
            "card " + CARD,
            "X: card " + CARD + "\n  at a.B.c(B.java:7)");
    closed.store.records.put(job, new JobRecord(accepted.job(), state, List.of(attempt), 0, 0));

    for (String path :
        List.of(
            "/payments/" + id,
            "/payments",
            "/ops/v1/jobs",
            "/ops/v1/jobs/" + id,
            "/ops/v1/jobs?status=DEAD",
            "/metrics",
            "/ops/v1/audit-log",
            "/openapi.json")) {
      Response response = closed.by(TestApi.TOKEN, "GET", path, "");
      assertThat(response.status()).as(path).isEqualTo(200);
      assertThat(TestApi.text(response)).as(path).doesNotContain(CARD);
    }
    assertThat(TestApi.text(closed.by(TestApi.TOKEN, "GET", "/ops/v1/jobs/" + id, "")))
        .contains("***");
  }

  @Test
  void errors_of_payloads_do_not_quote_secret_values() {
    String wrong = PAYLOAD.replace(CARD, "4111-2222-wrong-and-too-long");

    Response refused = closed.by(TestApi.TOKEN, "POST", "/payments", wrong);
    Response moved =
        closed.by(
            TestApi.TOKEN,
            "POST",
            "/ops/v1/jobs/move",
            "{\"pipelines\":[\"payments\"],\"to\":\"strict\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(TestApi.text(refused)).doesNotContain("4111").contains("/card");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(TestApi.text(moved)).doesNotContain("4111").contains("/card");
  }

  private static String payload(Response response) {
    assertThat(response.status()).isEqualTo(200);
    String text = TestApi.text(response);
    int from = text.indexOf("\"payload\":") + "\"payload\":".length();
    return text.substring(from, text.indexOf('}', from) + 1);
  }

  /// Else an operator could read them there.
  @Test
  void a_job_is_not_moved_to_a_pipeline_that_would_show_its_secret_values() {
    Response moved =
        closed.by(
            TestApi.TOKEN,
            "POST",
            "/ops/v1/jobs/move",
            "{\"pipelines\":[\"payments\"],\"to\":\"archive\"}");

    assertThat(TestApi.json(moved).path("jobs").asInt()).isZero();
    assertThat(TestApi.json(moved).at("/unfitJobs/0/errors/0/detail").asString())
        .contains("has secret values that the other pipeline would show");
    assertThat(payload(closed.by(TestApi.TOKEN, "GET", "/payments/" + id, ""))).isEqualTo(MASKED);
  }
}
