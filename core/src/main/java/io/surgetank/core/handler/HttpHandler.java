package io.surgetank.core.handler;

import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sends the job to a user's URL, so that it can be processed in any language. The request has the
/// same id at every attempt, so that the receiver can deduplicate. 2xx is processed, and so is 304:
/// the receiver has it already. 408, 425, 429 and 5xx are temporary: they are retried after the
/// wait of `Retry-After`, or by the policy. Other 4xx and redirects are dead, because the same
/// request would fail again.
final class HttpHandler implements Handler {
  private static final int NOT_MODIFIED = 304;
  private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429);

  private final HttpHandlerSettings.Values settings;
  private final WebhookClient webhookClient;
  private final InstantSource clock;

  HttpHandler(
      HttpHandlerSettings.Values settings, WebhookClient webhookClient, InstantSource clock) {
    this.settings = settings;
    this.webhookClient = webhookClient;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws IOException, InterruptedException {
    WebhookResponse webhookResponse = webhookClient.send(request(job, attempt));
    int status = webhookResponse.status();
    if ((status >= 200 && status < 300) || status == NOT_MODIFIED)
      return new Outcome.Processed(result(webhookResponse));
    String failure = "the receiver responded with " + status + ResponseExcerpt.of(webhookResponse);
    if (status >= 300 && status < 400)
      return new Outcome.Dead(
          "the receiver responded with "
              + status
              + "; redirects are not followed"
              + ResponseExcerpt.of(webhookResponse));
    if (status >= 400 && status < 500 && !TEMPORARY.contains(status))
      return new Outcome.Dead(failure);
    Optional<Duration> retryAfter =
        webhookResponse.headers().getOrDefault("retry-after", List.of()).stream()
            .findFirst()
            .flatMap(value -> RetryAfter.read(value, clock.instant()));
    if (retryAfter.isEmpty()) throw new IOException(failure);
    return new Outcome.Retry(retryAfter.get(), failure);
  }

  WebhookRequest request(Job job, Attempt attempt) {
    byte[] body = job.payload().getBytes(StandardCharsets.UTF_8);
    String id = job.id().toString();
    long timestamp = clock.instant().getEpochSecond();
    var headers = new LinkedHashMap<>(settings.headers());
    headers.put("content-type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    settings
        .signature()
        .ifPresent(one -> headers.put("webhook-signature", one.of(id, timestamp, body)));
    headers.put("idempotency-key", "\"" + id + "\"");
    headers.put("traceparent", job.trace().traceparent());
    headers.put("surgetank-pipeline", job.pipeline().value());
    headers.put("surgetank-attempt", Integer.toString(attempt.number()));
    return new WebhookRequest(settings.target(), headers, body, settings.connection());
  }

  /// The response's JSON if it is JSON and small, otherwise its status.
  private static String result(WebhookResponse webhookResponse) {
    String status = "{\"status\":" + webhookResponse.status() + "}";
    if (webhookResponse.body().length == 0
        || webhookResponse.body().length > WebhookResponse.MAX_BODY_BYTES) return status;
    return switch (JsonReader.read(webhookResponse.body())) {
      case ParseResult.Parsed(_, var text) -> text;
      case ParseResult.Malformed _ -> status;
    };
  }
}
