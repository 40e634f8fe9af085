package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {
  private static final URI TARGET = URI.create("https://example.com/hook");
  private static final Job JOB = SampleJobs.job("{\"unitPrice\":100.00}");

  @Test
  void the_request_is_signed_and_has_the_same_id_at_every_attempt() {
    HttpHandler handler = handler(reply(204, ""));

    WebhookRequest first = handler.request(JOB, SampleJobs.FIRST);
    WebhookRequest third = handler.request(JOB, new Attempt(1, 3, SampleJobs.NOW));

    String id = JOB.id().toString();
    assertThat(first.target()).isEqualTo(TARGET);
    assertThat(new String(first.body(), StandardCharsets.UTF_8)).isEqualTo(JOB.payload());
    assertThat(first.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", id)
        .containsEntry("webhook-timestamp", Long.toString(SampleJobs.NOW.getEpochSecond()))
        .containsEntry("idempotency-key", "\"" + id + "\"")
        .containsEntry("traceparent", JOB.trace().traceparent())
        .containsEntry("surgetank-pipeline", "orders")
        .containsEntry("surgetank-attempt", "1");
    assertThat(first.headers().get("webhook-signature")).startsWith("v1,");
    assertThat(third.headers()).containsEntry("webhook-id", id);
    assertThat(third.headers()).containsEntry("surgetank-attempt", "3");
  }

  /// The example of the Standard Webhooks libraries.
  @Test
  void a_signature_matches_other_implementations() {
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    String signature =
        WebhookSignature.withSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body);

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void without_a_secret_there_is_no_signature() {
    var handler =
        new HttpHandler(
            settings(Optional.empty(), Map.of()), _ -> reply(204, ""), () -> SampleJobs.NOW);

    assertThat(handler.request(JOB, SampleJobs.FIRST).headers())
        .doesNotContainKey("webhook-signature");
  }

  @Test
  void json_in_a_successful_response_is_the_result() throws Exception {
    assertThat(handle(reply(200, "{\"total\":100.00}")))
        .isEqualTo(new Outcome.Processed("{\"total\":100.00}"));
  }

  @ParameterizedTest
  @CsvSource({"204,''", "200,OK", "201,'{\"a\":1'", "200,'{\"a\":1,\"a\":2}'"})
  void a_successful_response_without_json_is_processed_too(int status, String body)
      throws Exception {
    assertThat(handle(reply(status, body)))
        .isEqualTo(new Outcome.Processed("{\"status\":" + status + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" \n", "{\"a\":\"\\ud83d\"}", "\ufeff{}"})
  void a_response_that_cannot_be_kept_verbatim_is_replaced_by_its_status(String body)
      throws Exception {
    assertThat(handle(reply(200, body))).isEqualTo(new Outcome.Processed("{\"status\":200}"));
  }

  @Test
  void a_large_response_is_not_kept() throws Exception {
    String large = "\"" + "x".repeat(WebhookResponse.MAX_BODY_BYTES) + "\"";

    assertThat(handle(reply(200, large))).isEqualTo(new Outcome.Processed("{\"status\":200}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 409, 410, 422})
  void permanent_failures_are_dead(int status) throws Exception {
    Outcome outcome = handle(reply(status, "{\"reason\":\"no such order\"}"));

    assertThat(outcome).isInstanceOf(Outcome.Dead.class);
    assertThat(((Outcome.Dead) outcome).failure())
        .startsWith("the receiver responded with " + status)
        .endsWith(": {\"reason\":\"no such order\"}");
  }

  @Test
  void the_body_of_a_failure_is_kept_as_one_short_line() throws Exception {
    String body = "  bad\r\n\torder \u001b[31m\u0085\u202e" + "x".repeat(2_000);

    var dead = (Outcome.Dead) handle(reply(400, body));
    var image =
        (Outcome.Dead)
            handle(
                new WebhookResponse(
                    400, Map.of("content-type", List.of("image/png")), new byte[9]));

    assertThat(dead.failure())
        .startsWith("the receiver responded with 400: bad order [31m xxx")
        .hasSizeLessThan(ResponseExcerpt.MAX_CHARACTERS + 40)
        .endsWith("x…");
    assertThat(image.failure()).isEqualTo("the receiver responded with 400");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, ': sold out'",
    "TEXT/HTML; charset=utf-8, ': sold out'",
    "application/problem+json, ': sold out'",
    "application/xml, ': sold out'",
    "application/octet-stream, ''"
  })
  void only_text_is_repeated_in_a_failure(String type, String excerpt) throws Exception {
    var response =
        new WebhookResponse(
            400,
            Map.of("content-type", List.of(type)),
            "sold out".getBytes(StandardCharsets.UTF_8));

    assertThat(((Outcome.Dead) handle(response)).failure())
        .isEqualTo("the receiver responded with 400" + excerpt);
  }

  @Test
  void the_largest_response_that_is_kept_has_the_maximum_size() throws Exception {
    String largest = "\"" + "x".repeat(WebhookResponse.MAX_BODY_BYTES - 2) + "\"";

    assertThat(handle(reply(200, largest))).isEqualTo(new Outcome.Processed(largest));
  }

  @Test
  void a_redirect_is_reported_as_one() throws Exception {
    for (int status : List.of(300, 399))
      assertThat(((Outcome.Dead) handle(reply(status, ""))).failure())
          .isEqualTo("the receiver responded with " + status + "; redirects are not followed");
    assertThat(((Outcome.Dead) handle(reply(400, ""))).failure()).doesNotContain("redirects");
  }

  @Test
  void not_modified_is_processed() throws Exception {
    assertThat(handle(reply(304, ""))).isEqualTo(new Outcome.Processed("{\"status\":304}"));
  }

  @Test
  void configured_headers_are_sent_and_do_not_replace_standard_ones() {
    var own = Map.of("authorization", "Bearer t", "content-type", "text/plain");
    var handler =
        new HttpHandler(settings(Optional.empty(), own), _ -> reply(204, ""), () -> SampleJobs.NOW);

    assertThat(handler.request(JOB, SampleJobs.FIRST).headers())
        .containsEntry("authorization", "Bearer t")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void texts_of_settings_and_requests_have_no_secret() {
    var settings = settings(Optional.empty(), Map.of("authorization", "s3cret"));
    var request =
        new HttpHandler(settings, _ -> reply(204, ""), () -> SampleJobs.NOW)
            .request(SampleJobs.job("{\"k\":\"s3cret\"}"), SampleJobs.FIRST);
    var named = new HandlerRef("http", Map.of("secret", "s3cret"));

    assertThat(List.of(settings.toString(), request.toString(), named.toString()))
        .noneMatch(text -> text.contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 408, 425, 429, 500, 502, 503, 504, 599})
  void temporary_failures_are_retried_by_the_policy(int status) {
    assertThatThrownBy(() -> handle(reply(status, "")))
        .isInstanceOf(IOException.class)
        .hasMessage("the receiver responded with " + status);
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "0, PT0S",
    "' 120 ', PT2M",
    "99999999999999999999, PT12H",
    "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
    "'Sunday, 01-Mar-26 12:00:30 GMT', PT30S",
    "'Sun Mar  1 12:00:30 2026', PT30S",
    "'Thursday, 01-Mar-90 12:00:30 GMT', PT0S",
    "'Sun, 01 Mar 2026 11:00:00 GMT', PT0S",
    "'Tue, 01 Mar 2033 11:00:00 GMT', PT12H"
  })
  void a_retry_after_of_the_receiver_is_respected(String retryAfter, Duration wait)
      throws Exception {
    for (int status : List.of(408, 425, 429, 500, 503))
      assertThat(handle(busy(status, retryAfter)))
          .isEqualTo(new Outcome.Retry(wait, "the receiver responded with " + status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "", "Someday, 01 Mar"})
  void an_invalid_retry_after_is_ignored(String retryAfter) {
    assertThatThrownBy(() -> handle(busy(429, retryAfter))).isInstanceOf(IOException.class);
  }

  @Test
  void an_unreachable_receiver_is_retried_by_the_policy() {
    WebhookClient unreachable =
        _ -> {
          throw new IOException("connection refused");
        };
    var handler =
        new HttpHandler(settings(Optional.empty(), Map.of()), unreachable, () -> SampleJobs.NOW);

    assertThatThrownBy(() -> handler.handle(JOB, SampleJobs.FIRST))
        .hasMessage("connection refused");
  }

  private static Outcome handle(WebhookResponse webhookResponse) throws Exception {
    return handler(webhookResponse).handle(JOB, SampleJobs.FIRST);
  }

  private static HttpHandler handler(WebhookResponse webhookResponse) {
    var webhookSignature = WebhookSignature.withSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return new HttpHandler(
        settings(Optional.of(webhookSignature), Map.of()),
        _ -> webhookResponse,
        () -> SampleJobs.NOW);
  }

  private static HttpHandlerSettings.Values settings(
      Optional<WebhookSignature> signature, Map<String, String> headers) {
    return new HttpHandlerSettings.Values(
        TARGET, signature, headers, ConnectionSettings.of(TARGET));
  }

  private static WebhookResponse reply(int status, String body) {
    return new WebhookResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static WebhookResponse busy(int status, String retryAfter) {
    return new WebhookResponse(status, Map.of("retry-after", List.of(retryAfter)), new byte[0]);
  }
}
