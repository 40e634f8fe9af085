package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Rate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Submissions for which no thread waits.
class SubmitAsyncTest {
  private final TestApi it = new TestApi(TestPipelines.parcels());

  /// The tasks of the executor that creates responses.
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private Optional<CompletableFuture<Response>> begin(
      TestApi api, String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return api.api.answerAsync(TestApi.request("POST", path, bytes, headers), tasks::add);
  }

  private CompletableFuture<Response> begin(String body, String... headers) {
    return begin(it, "/parcels", body, headers).orElseThrow();
  }

  private Response answer(String body, String... headers) {
    CompletableFuture<Response> begun = begin(body, headers);
    tasks.forEach(Runnable::run);
    tasks.clear();
    return begun.join();
  }

  @Test
  void the_response_is_created_by_the_executor_when_the_job_is_stored() {
    it.store.disk = new CompletableFuture<>();
    CompletableFuture<Response> begun = begin("{}");
    assertThat(begun).isNotDone();

    it.store.disk.complete(true);
    assertThat(begun).isNotDone();
    tasks.remove().run();

    assertThat(begun.join().status()).isEqualTo(202);
    assertThat(it.store.records).containsOnlyKeys(TestApi.id(begun.join()));
    assertThat(TestApi.text(it.get("/metrics"))).contains("{class=\"2xx\"} 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1} | Accept: */* | 202",
        "{'a':NaN} | Accept: */* | 400",
        "{} | Accept: text/html | 406",
        "{} | Idempotency-Key: a b c | 400"
      },
      quoteCharacter = '`')
  void the_response_is_that_of_a_request_that_waits(String text, String header, int status) {
    String body = text.replace('\'', '"');
    Response response = answer(body, header);

    assertThat(response.status()).isEqualTo(status);
    var other = new TestApi(TestPipelines.parcels());
    assertThat(response).usingRecursiveComparison().isEqualTo(other.post("/parcels", body, header));
    assertThat(it.store.rejections).isEqualTo(other.store.rejections);
  }

  @Test
  void a_repeated_submission_is_replayed() {
    Response first = answer("{}", "Idempotency-Key: k");
    Response second = answer("{}", "Idempotency-Key: k");

    assertThat(TestApi.id(second)).isEqualTo(TestApi.id(first));
    assertThat(second.headers()).containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void a_failed_full_or_unready_store_is_503() {
    it.store.broken = true;
    Response broken = answer("{}");
    it.store.broken = false;
    it.store.full = true;
    Response full = answer("{}");
    it.store.full = false;
    it.healthStatus = new HealthStatus.NotReady("the disk is nearly full");
    Response notReady = answer("{}");

    assertThat(broken.status()).isEqualTo(503);
    assertThat(TestApi.json(broken).path("instance").stringValue()).startsWith("urn:uuid:");
    assertThat(full.status()).isEqualTo(503);
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(it.incidents).hasSize(1);
    assertThat(it.rejected("parcels", Rejection.UNAVAILABLE)).isEqualTo(3);
  }

  @Test
  void an_unexpected_exception_is_500_and_reported() {
    it.store.disk = CompletableFuture.failedFuture(new IllegalStateException("secret"));
    Response response = answer("{}");

    assertThat(response.status()).isEqualTo(500);
    assertThat(TestApi.text(response)).doesNotContain("secret");
    assertThat(it.incidents).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_error_is_left_to_the_server() {
    var error = new NoClassDefFoundError("Could not initialize class Buffer");
    it.store.disk = CompletableFuture.failedFuture(error);
    CompletableFuture<Response> begun = begin("{}");
    tasks.forEach(Runnable::run);

    assertThat(begun)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withRootCauseInstanceOf(NoClassDefFoundError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}]", " [1", "{\"a\":\"LARGE\"}"})
  void many_or_large_submissions_need_a_thread(String body) {
    String large = body.replace("LARGE", "x".repeat(5_000));

    assertThat(begin(it, "/parcels", large)).isEmpty();
    assertThat(begin(it, "/parcels", "{}", "Content-Type: application/x-ndjson")).isEmpty();
    assertThat(it.store.records).isEmpty();
    assertThat(it.store.rejections).isEmpty();
  }

  @Test
  void submissions_with_a_rate_need_a_thread_because_replays_are_searched() {
    var limited = new TestApi(TestPipelines.limited(new Rate(1, Duration.ofSeconds(3), 1)));

    assertThat(begin(limited, "/limited", "{}")).isEmpty();
    assertThat(limited.post("/limited", "{}").status()).isEqualTo(202);
  }

  @Test
  void a_key_needs_the_permission_to_submit() {
    var closed = new TestApi(AnonymousAccess.REFUSED, TestPipelines.parcels());
    String reader = "Authorization: Bearer " + closed.key("\"read\"", "");
    String submitter = "Authorization: Bearer " + closed.key("\"submit\"", "");

    assertThat(begin(closed, "/parcels", "{}")).isEmpty();
    assertThat(begin(closed, "/parcels", "{}", reader)).isEmpty();
    assertThat(closed.post("/parcels", "{}", reader).status()).isEqualTo(403);
    assertThat(begin(closed, "/parcels", "{}", submitter)).isPresent();
  }

  @Test
  void other_requests_need_a_thread() {
    byte[] none = new byte[0];

    assertThat(it.api.answerAsync(TestApi.request("GET", "/parcels", none), tasks::add)).isEmpty();
    assertThat(it.api.answerAsync(TestApi.request("POST", "/none", none), tasks::add)).isEmpty();
    assertThat(begin(it, "/parcels", "{}", "Sec-Fetch-Site: cross-site")).isEmpty();
  }
}
