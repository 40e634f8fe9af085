package io.surgetank.handler;

import io.surgetank.handler.Outbound.OutboundRequest;
import io.surgetank.handler.Outbound.Reply;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import io.surgetank.json.Json;
import io.surgetank.pipeline.RetryPolicy;
import io.surgetank.work.Handler;
import io.surgetank.work.Outcome;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Pushes the job to a URL of the user's, so that the work can be done in any language. The request
/// says the same id at every attempt, so that the receiver can make its effect happen once.
///
/// 2xx is processed; 429 and 503 wait as long as `Retry-After` asks; other 4xx and redirects are
/// dead, because the same request would fail the same way; all else is tried again by the policy.
final class HttpHandler implements Handler {
  private final URI target;
  private final Optional<Signature> signature;
  private final Outbound outbound;
  private final InstantSource clock;

  HttpHandler(URI target, Optional<Signature> signature, Outbound outbound, InstantSource clock) {
    this.target = target;
    this.signature = signature;
    this.outbound = outbound;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws IOException, InterruptedException {
    Reply reply = outbound.send(request(job, attempt));
    int status = reply.status();
    if (status >= 200 && status < 300) return new Outcome.Processed(result(reply));
    if (status >= 300 && status < 400)
      return new Outcome.Dead("the receiver answered " + status + "; redirects are not followed");
    if (status == 429 || status == 503) return busy(reply);
    if (status >= 400 && status < 500) return new Outcome.Dead("the receiver answered " + status);
    throw new IOException("the receiver answered " + status);
  }

  OutboundRequest request(Job job, Attempt attempt) {
    byte[] body = job.payload().getBytes(StandardCharsets.UTF_8);
    String id = job.id().toString();
    long timestamp = clock.instant().getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    signature.ifPresent(one -> headers.put("webhook-signature", one.of(id, timestamp, body)));
    headers.put("idempotency-key", "\"" + id + "\"");
    headers.put("traceparent", job.trace().traceparent());
    headers.put("surgetank-pipeline", job.pipeline().value());
    headers.put("surgetank-attempt", Integer.toString(attempt.number()));
    return new OutboundRequest(target, headers, body);
  }

  /// The reply's JSON where it is JSON and small, else what there is to say.
  private static String result(Reply reply) {
    String status = "{\"status\":" + reply.status() + "}";
    if (reply.body().length == 0 || reply.body().length > Reply.MAX_BODY_BYTES) return status;
    try {
      return Json.write(Json.read(new String(reply.body(), StandardCharsets.UTF_8)));
    } catch (JacksonException notJson) {
      return status;
    }
  }

  private Outcome busy(Reply reply) throws IOException {
    String failure = "the receiver answered " + reply.status();
    Optional<Duration> asked =
        Optional.ofNullable(reply.headers().get("retry-after"))
            .flatMap(values -> values.stream().findFirst())
            .flatMap(this::retryAfter);
    if (asked.isEmpty()) throw new IOException(failure);
    return new Outcome.Retry(asked.get(), failure);
  }

  /// Seconds or an HTTP date (RFC 9110, 10.2.3), at most [RetryPolicy#MAX_WAIT]. Empty when it is
  /// neither.
  private Optional<Duration> retryAfter(String value) {
    String text = value.strip();
    if (text.matches("[0-9]{1,20}")) {
      long most = RetryPolicy.MAX_WAIT.toSeconds();
      BigInteger seconds = new BigInteger(text).min(BigInteger.valueOf(most));
      return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
    }
    try {
      var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      if (wait.isNegative()) return Optional.of(Duration.ZERO);
      return Optional.of(wait.compareTo(RetryPolicy.MAX_WAIT) > 0 ? RetryPolicy.MAX_WAIT : wait);
    } catch (DateTimeParseException neither) {
      return Optional.empty();
    }
  }
}
