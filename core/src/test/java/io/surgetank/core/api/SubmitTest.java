package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitTest {
  private final TestApi it = new TestApi(TestPipelines.parcels());

  @Test
  void a_submission_gets_202_with_location_and_the_pipelines_reply() {
    Response response =
        it.post("/parcels", "{\"amount\": 100.00}", "Content-Type: application/json");

    assertThat(response.status()).isEqualTo(202);
    var id = TestApi.id(response);
    assertThat(response.headers()).containsEntry("Location", "/parcels/" + id);
    assertThat(TestApi.text(response))
        .startsWith("{\"message\":\"Order accepted\",\"order_id\":\"" + id + "\"")
        .contains("\"created_at\":\"2026-01-31T08:00:00.120Z\"", "\"status\":\"PENDING\"")
        .contains("\"amount\":100.00", "\"received\":1", "\"validated\":1");
    assertThat(it.store.records.get(id).job().payload()).isEqualTo("{\"amount\":100.00}");
  }

  @Test
  void the_clients_trace_is_kept_and_an_invalid_one_is_replaced() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    var kept = TestApi.id(it.post("/parcels", "{}", "traceparent: " + trace));
    var made = TestApi.id(it.post("/parcels", "{}", "traceparent: 00-x"));

    assertThat(it.store.records.get(kept).job().trace().traceparent()).isEqualTo(trace);
    assertThat(it.store.records.get(made).job().trace().traceId()).isEqualTo(made.hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json", "application/json; charset=UTF-8", "application/vnd.api+json",
        "application/x-www-form-urlencoded", "text/plain", ""
      })
  void a_json_body_is_accepted_with_common_content_types(String type) {
    assertThat(it.post("/parcels", "{}", "Content-Type: " + type).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type: application/xml | Accept-Post | application/json, application/x-ndjson",
        "Content-Type: multipart/form-data; boundary=x | Accept-Post | application/json, application/x-ndjson",
        "Content-Type: application/json; charset=utf-16 | Accept-Post | application/json, application/x-ndjson",
        "Content-Encoding: gzip | Accept-Encoding | identity"
      })
  void other_formats_are_415_and_list_the_accepted_ones(String header, String name, String value) {
    Response response = it.post("/parcels", "{}", header);

    assertThat(response.status()).isEqualTo(415);
    assertThat(response.headers()).containsEntry(name, value);
    assertThat(it.rejected("parcels", Rejection.MEDIA_TYPE)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, 406",
    "application/json;q=0, 406",
    "'*/*;q=0', 406",
    "application/xml, 406",
    "'text/html, application/json;q=0.5', 202",
    "'application/*', 202",
    "'*/*', 202",
    "application/problem+json, 202"
  })
  void an_unacceptable_response_type_is_406_before_anything_is_stored(String accept, int status) {
    assertThat(it.post("/parcels", "{}", "Accept: " + accept).status()).isEqualTo(status);
    assertThat(it.store.records).hasSize(status == 202 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "7",
        "\"x\"",
        "{\"a\":NaN}",
        "{\"a\":1e999999999}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\u0000\"}"
      })
  void an_invalid_body_is_400_and_counted_once(String body) {
    Response response = it.post("/parcels", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    var problem = TestApi.json(response);
    assertThat(problem.path("type").stringValue()).isEqualTo("urn:surgetank:problem:invalid");
    assertThat(problem.path("status").intValue()).isEqualTo(400);
    assertThat(problem.path("errors").size()).isPositive();
    assertThat(it.rejected("parcels", Rejection.INVALID)).isEqualTo(1);
    assertThat(it.store.records).isEmpty();
  }

  @Test
  void a_body_over_the_limit_is_413_with_and_without_its_content() {
    String large = "{\"a\":\"" + "x".repeat(TestPipelines.MAX_BODY_BYTES) + "\"}";

    assertThat(it.post("/parcels", large).status()).isEqualTo(413);
    assertThat(it.post("/parcels", "", "Content-Length: 99999999999999999999").status())
        .isEqualTo(413);
    assertThat(it.post("/parcels", "", "Content-Length: 5000000").status()).isEqualTo(413);
    assertThat(it.rejected("parcels", Rejection.TOO_LARGE)).isEqualTo(3);
  }

  @Test
  void a_body_of_the_largest_size_is_accepted() {
    String largest = "{\"a\":\"" + "x".repeat(TestPipelines.MAX_BODY_BYTES - 8) + "\"}";
    assertThat(largest).hasSize(TestPipelines.MAX_BODY_BYTES);

    for (String length : new String[] {Integer.toString(largest.length()), "unknown", "-1", ""})
      assertThat(it.post("/parcels", largest, "Content-Length: " + length).status()).isEqualTo(202);
    assertThat(it.post("/parcels", "{}", "Content-Length: 999999999999999999").status())
        .isEqualTo(413);
  }

  @Test
  void a_submission_over_the_rate_is_429_with_retry_after() {
    var limited = new TestApi(TestPipelines.limited(new Rate(1, Duration.ofSeconds(3), 1)));

    assertThat(limited.post("/limited", "{}").status()).isEqualTo(202);
    Response over = limited.post("/limited", "{}");
    limited.nanos += Duration.ofSeconds(3).toNanos();

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.headers()).containsEntry("Retry-After", "3");
    assertThat(limited.rejected("limited", Rejection.RATE)).isEqualTo(1);
    assertThat(limited.post("/limited", "{}").status()).isEqualTo(202);
  }

  @Test
  void a_full_failed_or_unready_store_is_503_with_retry_after() {
    it.store.full = true;
    Response full = it.post("/parcels", "{}");
    it.store.full = false;
    it.store.broken = true;
    Response broken = it.post("/parcels", "{}");
    it.store.broken = false;
    it.healthStatus = new HealthStatus.NotReady("the disk is nearly full");
    Response notReady = it.post("/parcels", "{}");

    assertThat(full.status()).isEqualTo(503);
    assertThat(full.headers()).containsEntry("Retry-After", "2");
    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.headers()).containsKey("Retry-After");
    assertThat(TestApi.json(broken).path("instance").stringValue()).startsWith("urn:uuid:");
    assertThat(TestApi.text(broken)).doesNotContain("disk", "Exception");
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(it.incidents).hasSize(1);
    assertThat(it.rejected("parcels", Rejection.UNAVAILABLE)).isEqualTo(3);
  }

  @Test
  void a_store_that_is_locked_is_503_and_no_incident() {
    it.store.busy = true;
    Response busy = it.post("/parcels", "{}");

    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.headers()).containsKey("Retry-After");
    assertThat(TestApi.json(busy).has("instance")).isFalse();
    assertThat(it.incidents).isEmpty();
    assertThat(it.rejected("parcels", Rejection.UNAVAILABLE)).isEqualTo(1);
  }

  @Test
  void an_unexpected_exception_is_500_without_its_cause_and_is_reported() {
    it.store.records.put(TestApi.id(it.post("/parcels", "{}")), null);
    Response response = it.get("/parcels");

    assertThat(response.status()).isEqualTo(500);
    assertThat(TestApi.text(response))
        .contains("urn:uuid:")
        .doesNotContain("NullPointer", "at io.");
    assertThat(it.incidents).singleElement().isInstanceOf(NullPointerException.class);
  }

  @Test
  void pipelines_that_share_a_path_are_selected_by_a_member() {
    var shared = new TestApi(TestPipelines.parcels(), TestPipelines.named("named", "/parcels"));
    var alone = new TestApi(TestPipelines.named("named", "/named"));

    var plain = TestApi.id(shared.post("/parcels", "{\"x\":1}"));
    var named = TestApi.id(shared.post("/parcels", "{\"order_id\":\"o-1\"}"));
    Response neither = alone.post("/named", "{\"x\":1}");

    assertThat(shared.store.records.get(plain).job().pipeline().value()).isEqualTo("parcels");
    assertThat(shared.store.records.get(named).job().pipeline().value()).isEqualTo("named");
    assertThat(neither.status()).isEqualTo(400);
    assertThat(TestApi.text(neither)).contains("\\\"order_id\\\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'email':'a@b.co'} | Missing 'items' in order",
        "{'items':[{'sku':'a','qty':1}]} | Missing 'email' in order",
        "{'email':'a@b.co','items':{}} | 'items' must be an array",
        "{'email':'a@b.co','items':[]} | 'items' array cannot be empty",
        "{'email':'a@b.co','items':[{'sku':'a','qty':1},7]} | Item at index 1 must be an object",
        "{'email':'a@b.co','items':[{'qty':1}]} | Item at index 0 missing 'sku' field",
        "{'email':'a@b.co','items':[{'sku':'a'}]} | Item at index 0 missing 'qty' field",
        "{'email':'a@b.co','items':[{'sku':'a','qty':true}]} | Item at index 0 has invalid quantity",
        "{'email':'a@b.co','items':[{'sku':'a','qty':0}]} | Item at index 0 has invalid quantity"
      },
      quoteCharacter = '`')
  void the_schema_authors_messages_are_verbatim_and_in_the_pipelines_member(
      String body, String text) {
    var books = new TestApi(TestPipelines.books());

    Response response = books.post("/order", body.replace('\'', '"'));

    assertThat(response.status()).isEqualTo(400);
    var problem = TestApi.json(response);
    assertThat(problem.at("/errors/0/detail").stringValue()).isEqualTo(text);
    assertThat(problem.path("error").stringValue()).isEqualTo(text);
    assertThat(problem.path("errors").size()).isEqualTo(1);
  }
}
