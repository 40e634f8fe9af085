package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private final TestApi it = new TestApi(TestPipelines.parcels(), TestPipelines.required());

  @Test
  void the_same_key_and_payload_get_the_same_reply_marked_as_replayed() {
    Response first = it.post("/parcels", "{\"a\":1,\"amount\":1.50}", "Idempotency-Key: \"k-1\"");
    it.now = it.now.plusSeconds(60);
    Response again = it.post("/parcels", "{\"amount\":1.5,\"a\":1}", "Idempotency-Key: k-1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.headers()).containsEntry("Location", first.headers().get("Location"));
    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
    assertThat(TestApi.json(again).path("created_at"))
        .isEqualTo(TestApi.json(first).path("created_at"));
    assertThat(TestApi.text(again)).contains("\"amount\":1.50");
    assertThat(it.store.records).hasSize(1);
  }

  @Test
  void the_same_key_with_another_payload_is_422() {
    it.post("/parcels", "{\"a\":1}", "Idempotency-Key: k");
    Response other = it.post("/parcels", "{\"a\":2}", "Idempotency-Key: k");

    assertThat(other.status()).isEqualTo(422);
    assertThat(it.rejected("parcels", Rejection.KEY_TAKEN)).isEqualTo(1);
  }

  @Test
  void a_replay_takes_no_permit() {
    var limited = new TestApi(TestPipelines.limited(new Rate(1, Duration.ofSeconds(1), 2)));
    limited.post("/limited", "{\"a\":1}", "Idempotency-Key: k");

    for (int i = 0; i < 5; i++)
      assertThat(limited.post("/limited", "{\"a\":1}", "Idempotency-Key: k").status())
          .isEqualTo(202);
    assertThat(limited.post("/limited", "{}").status()).isEqualTo(202);
    assertThat(limited.post("/limited", "{}").status()).isEqualTo(429);
    assertThat(limited.post("/limited", "{\"a\":1}", "Idempotency-Key: k").status()).isEqualTo(202);
    assertThat(limited.post("/limited", "{\"a\":2}", "Idempotency-Key: k").status()).isEqualTo(422);
    assertThat(limited.post("/limited", "{\"a\":2}", "Idempotency-Key: new").status())
        .isEqualTo(429);
  }

  @Test
  void a_new_key_of_a_replay_belongs_to_that_job_too() {
    var named = new TestApi(TestPipelines.named("named", "/named"));
    named.post("/named", "{\"order_id\":\"A\"}", "Idempotency-Key: k2");

    Response replay = named.post("/named", "{\"order_id\":\"A\"}", "Idempotency-Key: k3");
    Response other = named.post("/named", "{\"order_id\":\"B\"}", "Idempotency-Key: k3");

    assertThat(replay.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void a_missing_duplicate_or_malformed_key_is_400() {
    assertThat(it.post("/keyed", "{}").status()).isEqualTo(400);
    assertThat(it.post("/keyed", "{}", "Idempotency-Key: a", "Idempotency-Key: a").status())
        .isEqualTo(400);
    assertThat(it.post("/keyed", "{}", "Idempotency-Key: \"a").status()).isEqualTo(400);
    assertThat(it.post("/keyed", "{}", "Idempotency-Key: a").status()).isEqualTo(202);
    assertThat(it.rejected("keyed", Rejection.KEY)).isEqualTo(3);
  }

  @Test
  void a_clients_id_is_a_key_as_number_or_string() {
    var named = new TestApi(TestPipelines.named("named", "/named"));

    Response first = named.post("/named", "{\"order_id\":1}");
    Response again = named.post("/named", "{\"order_id\":1}");
    Response other = named.post("/named", "{\"order_id\":\"1\"}");

    assertThat(first.status()).isEqualTo(202);
    assertThat(TestApi.text(first)).isEqualTo("{\"orderId\":1}");
    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(named.get("/named/1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "1.5", "{}", "[]", "\"\""})
  void a_clients_id_of_another_type_is_a_violation_with_a_pointer(String id) {
    var named = new TestApi(TestPipelines.named("named", "/named"));

    Response response = named.post("/named", "{\"order_id\":" + id + "}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(TestApi.json(response).at("/errors/0/pointer").stringValue()).isEqualTo("/order_id");
  }
}
