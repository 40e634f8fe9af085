package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SubmitManyTest {
  private static final String LINES = "Content-Type: application/x-ndjson";

  private final TestApi it = new TestApi(TestPipelines.parcels());

  @Test
  void an_array_has_a_result_per_submission() {
    Response response = it.post("/parcels", " [{\"amount\":1.0}, {\"amount\":2}]");

    assertThat(response.status()).isEqualTo(202);
    var body = TestApi.json(response);
    assertThat(body.path("accepted").intValue()).isEqualTo(2);
    assertThat(body.at("/results/0/reply/amount").decimalValue()).isEqualTo("1.0");
    String id = body.at("/results/1/id").stringValue();
    assertThat(body.at("/results/1/location").stringValue()).isEqualTo("/parcels/" + id);
    assertThat(it.store.records).hasSize(2);
  }

  @Test
  void partial_success_is_207_and_visible() {
    Response response =
        it.post("/parcels", "{\"a\":1}\n{oops\n\n7\n{\"a\":2,\"a\":3}\n{\"a\":4}\n", LINES);

    assertThat(response.status()).isEqualTo(207);
    var body = TestApi.json(response);
    assertThat(body.path("accepted").intValue()).isEqualTo(2);
    assertThat(body.path("rejected").intValue()).isEqualTo(3);
    assertThat(body.path("results").values().stream().map(one -> one.path("status").intValue()))
        .containsExactly(202, 400, 400, 400, 202);
    assertThat(body.at("/results/1/problem/errors/0/detail").stringValue()).startsWith("line 2,");
    assertThat(it.rejected("parcels", Rejection.INVALID)).isEqualTo(3);
  }

  @Test
  void a_batch_repeated_under_its_key_replays() {
    Response first = it.post("/parcels", "[{\"a\":1},{\"a\":1}]", "Idempotency-Key: batch");
    Response again = it.post("/parcels", "[{\"a\":1},{\"a\":1}]", "Idempotency-Key: batch");

    assertThat(it.store.records).hasSize(2);
    var body = TestApi.json(again);
    assertThat(again.status()).isEqualTo(202);
    assertThat(body.path("replayed").intValue()).isEqualTo(2);
    assertThat(body.at("/results/1/id")).isEqualTo(TestApi.json(first).at("/results/1/id"));
    assertThat(body.at("/results/0/replayed").booleanValue()).isTrue();
  }

  @Test
  void a_batch_key_identifies_the_complete_batch() {
    it.post("/parcels", "[{\"a\":1},{\"a\":2}]", "Idempotency-Key: b");

    assertThat(it.post("/parcels", "[{\"a\":1}]", "Idempotency-Key: b").status()).isEqualTo(422);
    assertThat(it.post("/parcels", "[{\"a\":2},{\"a\":1}]", "Idempotency-Key: b").status())
        .isEqualTo(422);
    assertThat(it.post("/parcels", "[{\"a\":1},{\"a\":2},{}]", "Idempotency-Key: b").status())
        .isEqualTo(422);
    assertThat(it.post("/parcels", "{\"a\":1}", "Idempotency-Key: b").status()).isEqualTo(422);
    assertThat(it.post("/parcels", "{\"a\":7}", "Idempotency-Key: b/0").status()).isEqualTo(202);
    assertThat(it.post("/parcels", "{\"a\":1}\n{\"a\":2}\n", LINES, "Idempotency-Key: b").status())
        .isEqualTo(202);
    assertThat(it.store.records).hasSize(3);
    assertThat(it.rejected("parcels", Rejection.KEY_TAKEN)).isEqualTo(7);
  }

  @Test
  void a_batch_with_a_single_submissions_key_is_refused() {
    it.post("/parcels", "{\"a\":1}", "Idempotency-Key: k");

    assertThat(it.post("/parcels", "[{\"a\":1}]", "Idempotency-Key: k").status()).isEqualTo(422);
    assertThat(it.store.records).hasSize(1);
  }

  @Test
  void a_repetition_retries_refused_elements_and_replays_the_rest() {
    it.store.full = true;
    it.post("/parcels", "[{\"a\":1},7,{\"a\":2}]", "Idempotency-Key: b");
    it.store.full = false;

    var body = TestApi.json(it.post("/parcels", "[{\"a\":1},7,{\"a\":2}]", "Idempotency-Key: b"));
    var again = TestApi.json(it.post("/parcels", "[{\"a\":1},7,{\"a\":2}]", "Idempotency-Key: b"));

    assertThat(body.path("accepted").intValue()).isEqualTo(2);
    assertThat(again.path("replayed").intValue()).isEqualTo(2);
    assertThat(again.at("/results/1/status").intValue()).isEqualTo(400);
  }

  @Test
  void a_keyed_batch_over_the_rate_gets_further_with_each_repetition() {
    var limited = new TestApi(TestPipelines.limited(new Rate(2, Duration.ofSeconds(1), 2)));
    String six = "[{\"a\":1},{\"a\":2},{\"a\":3},{\"a\":4},{\"a\":5},{\"a\":6}]";

    for (int round = 1; round <= 3; round++) {
      var body = TestApi.json(limited.post("/limited", six, "Idempotency-Key: six"));
      assertThat(body.path("accepted").intValue()).as("round %d", round).isEqualTo(2);
      limited.nanos += Duration.ofSeconds(1).toNanos();
    }

    limited.post("/limited", "[{},{}]");
    var last = TestApi.json(limited.post("/limited", six, "Idempotency-Key: six"));
    assertThat(last.path("replayed").intValue()).isEqualTo(6);
    assertThat(limited.store.records).hasSize(8);
  }

  @Test
  void a_malformed_batch_is_refused_as_a_whole() {
    assertThat(it.post("/parcels", "[{\"a\":1},{").status()).isEqualTo(400);
    assertThat(it.post("/parcels", "[{\"a\":1}] x").status()).isEqualTo(400);
    assertThat(it.post("/parcels", "[]").status()).isEqualTo(400);
    assertThat(it.post("/parcels", "\n\n", LINES).status()).isEqualTo(400);
    assertThat(it.store.records).isEmpty();
    assertThat(it.rejected("parcels", Rejection.INVALID)).isEqualTo(4);
  }

  @Test
  void a_request_contains_at_most_a_thousand() {
    assertThat(it.post("/parcels", "{}\n".repeat(1_000), LINES).status()).isEqualTo(202);
    assertThat(it.post("/parcels", "{}\n".repeat(1_001), LINES).status()).isEqualTo(413);
    assertThat(it.post("/parcels", "[" + "{},".repeat(1_000) + "{}]").status()).isEqualTo(413);
    assertThat(it.store.records).hasSize(1_000);
  }

  @Test
  void each_element_has_the_single_limit_and_a_batch_4_mebibytes() {
    String large = "{\"a\":\"" + "x".repeat(TestPipelines.MAX_BODY_BYTES) + "\"}";

    var body = TestApi.json(it.post("/parcels", "{}\n" + large + "\n", LINES));
    Response all = it.post("/parcels", "x".repeat(Submit.MAX_BATCH_BYTES + 1), LINES);

    assertThat(body.at("/results/1/status").intValue()).isEqualTo(413);
    assertThat(body.path("accepted").intValue()).isEqualTo(1);
    assertThat(all.status()).isEqualTo(413);
  }

  @Test
  void the_rate_counts_each() {
    var limited = new TestApi(TestPipelines.limited(new Rate(1, Duration.ofSeconds(1), 2)));

    var body = TestApi.json(limited.post("/limited", "[{},{},{}]"));

    assertThat(body.at("/results/2/status").intValue()).isEqualTo(429);
    assertThat(body.path("accepted").intValue()).isEqualTo(2);
    assertThat(limited.rejected("limited", Rejection.RATE)).isEqualTo(1);
  }
}
