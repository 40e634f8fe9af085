package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
  private final TestApi it = new TestApi(TestPipelines.parcels(), TestPipelines.books());

  private JobId dead(String failure) {
    JobId id = TestApi.id(it.post("/parcels", "{}"));
    it.store.setState(id, new State.Dead(failure, Instant.EPOCH));
    return id;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic let-me-in", "Bearer let-me-inn"})
  void only_requests_with_the_token_are_admitted(String authorization) {
    Response response = it.get("/ops/v1/jobs", "Authorization: " + authorization);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers()).containsKey("WWW-Authenticate");
    assertThat(it.get("/ops/v1/anything").status()).isEqualTo(401);
  }

  @Test
  void jobs_of_all_pipelines_are_listed_shown_and_cancelled() {
    JobId parcel = TestApi.id(it.post("/parcels", "{\"a\":1}"));
    it.post("/order", "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}");

    assertThat(TestApi.json(it.operator("GET", "/ops/v1/jobs", "")).path("jobs").size())
        .isEqualTo(2);
    var page = TestApi.json(it.operator("GET", "/ops/v1/jobs?pipeline=parcels&limit=1", ""));
    assertThat(page.at("/jobs/0/id").stringValue()).isEqualTo(parcel.toString());
    String next = page.path("next").stringValue();
    assertThat(
            TestApi.json(it.operator("GET", "/ops/v1/jobs?pipeline=parcels&cursor=" + next, ""))
                .path("jobs"))
        .isEmpty();
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/jobs/" + parcel, "")))
        .contains("{\"a\":1}");
    assertThat(TestApi.text(it.operator("DELETE", "/ops/v1/jobs/" + parcel, "")))
        .contains("CANCELLED");
    assertThat(it.operator("GET", "/ops/v1/jobs/x", "").status()).isEqualTo(404);
    assertThat(it.operator("GET", "/ops/v1/jobs?pipeline=lost", "").status()).isEqualTo(400);
  }

  @Test
  void dead_letters_are_counted_and_grouped_by_failure() {
    dead("time-out");
    dead("no such account");
    dead("time-out");

    var dead = TestApi.json(it.operator("GET", "/ops/v1/dead?pipeline=parcels", ""));

    assertThat(dead.path("count").intValue()).isEqualTo(3);
    assertThat(dead.at("/groups/0/failure").stringValue()).isEqualTo("time-out");
    assertThat(dead.at("/groups/0/count").intValue()).isEqualTo(2);
    assertThat(dead.path("jobs").size()).isEqualTo(3);
    assertThat(
            TestApi.json(it.operator("GET", "/ops/v1/dead?failure=account", ""))
                .path("count")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void failures_are_counted_over_all_dead_letters_and_not_over_a_page() {
    dead("time-out");
    dead("time-out");
    dead("no such account");

    var first = TestApi.json(it.operator("GET", "/ops/v1/dead?limit=1", ""));

    assertThat(first.path("jobs").size()).isEqualTo(1);
    assertThat(first.at("/groups/0/failure").asString()).isEqualTo("time-out");
    assertThat(first.at("/groups/0/count").asInt()).isEqualTo(2);
    assertThat(first.at("/groups/1/count").asInt()).isEqualTo(1);
    assertThat(first.path("complete").asBoolean()).isTrue();
  }

  @Test
  void dead_letters_can_be_read_page_by_page() {
    JobId oldest = dead("one");
    JobId middle = dead("two");
    JobId newest = dead("three");

    var first = TestApi.json(it.operator("GET", "/ops/v1/dead?limit=2", ""));
    String next = first.path("next").asString("");
    var second = TestApi.json(it.operator("GET", "/ops/v1/dead?limit=2&cursor=" + next, ""));

    assertThat(first.at("/jobs/0/id").asString()).isEqualTo(newest.toString());
    assertThat(first.at("/jobs/1/id").asString()).isEqualTo(middle.toString());
    assertThat(second.at("/jobs/0/id").asString()).isEqualTo(oldest.toString());
    assertThat(second.path("jobs").size()).isEqualTo(1);
    assertThat(second.has("next")).isFalse();
    assertThat(second.has("count")).isFalse();
    assertThat(it.operator("GET", "/ops/v1/dead?cursor=x", "").status()).isEqualTo(400);
  }

  @Test
  void a_redrive_can_be_previewed_and_records_its_actor() {
    JobId id = dead("time-out");
    String order = "{\"failure\":\"time-out\",\"preview\":%s}";

    var preview = TestApi.json(it.operator("POST", "/ops/v1/dead/redrive", order.formatted(true)));
    assertThat(preview.path("jobs").intValue()).isEqualTo(1);
    assertThat(preview.path("preview").booleanValue()).isTrue();
    assertThat(it.store.actions).isEmpty();

    var done = TestApi.json(it.operator("POST", "/ops/v1/dead/redrive", order.formatted(false)));
    assertThat(done.path("action").stringValue()).isEqualTo("REDRIVE");
    assertThat(done.path("preview").booleanValue()).isFalse();
    assertThat(it.store.records.get(id).state()).isEqualTo(new State.Pending());
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/audit-log", "")))
        .contains("\"actor\":\"operator (claimed name: ann)\"", "\"failure\":\"time-out\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "[]",
        "{\"all\":false}",
        "{\"al\":true}",
        "{\"ids\":[\"x\"]}",
        "{\"pipelines\":[\"lost\"]}",
        "{\"all\":1}",
        "{\"failure\":7}",
        "{\"ids\":7}",
        "{\"all\":true,\"failure\":\"x\"}"
      })
  void an_empty_or_invalid_request_is_400_and_changes_nothing(String body) {
    dead("time-out");

    assertThat(it.operator("POST", "/ops/v1/dead/purge", body).status()).isEqualTo(400);
    assertThat(it.store.actions).isEmpty();
  }

  @Test
  void everything_is_purged_with_all_true() {
    JobId id = dead("time-out");

    Response response = it.operator("POST", "/ops/v1/dead/purge", "{\"all\":true}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(it.store.records).doesNotContainKey(id);
  }

  @Test
  void the_ledger_the_verification_and_the_version_are_returned() {
    it.post("/parcels", "{}");
    it.post("/parcels", "{");

    var ledger = TestApi.json(it.operator("GET", "/ops/v1/ledger", ""));
    assertThat(ledger.at("/pipelines/parcels/received").intValue()).isEqualTo(2);
    assertThat(ledger.at("/pipelines/parcels/rejected/invalid").intValue()).isEqualTo(1);
    var report = TestApi.json(it.operator("GET", "/ops/v1/verify", ""));
    assertThat(report.path("passes").booleanValue()).isTrue();
    assertThat(report.at("/pipelines/parcels/accepted").intValue()).isEqualTo(1);
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/version", ""))).contains("1.2.3");
  }

  @Test
  void a_second_verification_is_refused_and_is_not_an_incident() {
    it.store.isVerifying = true;

    Response response = it.operator("GET", "/ops/v1/verify", "");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsKey("Retry-After");
    assertThat(TestApi.json(response).path("detail").stringValue())
        .isEqualTo("another verification is running; try again when it has finished");
    assertThat(it.incidents).isEmpty();
  }
}
