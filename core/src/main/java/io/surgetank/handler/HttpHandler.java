package io.surgetank.handler;

import io.surgetank.accept.JsonReader;
import io.surgetank.accept.Reading;
import io.surgetank.handler.Outbound.OutboundRequest;
import io.surgetank.handler.Outbound.Reply;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import io.surgetank.work.Handler;
import io.surgetank.work.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pushes the job to a URL of the user's, so that the work can be done in any language. The request
/// says the same id at every attempt, so that the receiver can make its effect happen once.
///
/// 2xx is processed, and so is 304: the receiver has it already. 408, 425, 429 and 5xx may pass:
/// they are tried again after the wait that `Retry-After` asks for, or by the policy. Other 4xx and
/// redirects are dead, because the same request would fail the same way.
final class HttpHandler implements Handler {
  private static final int NOT_MODIFIED = 304;
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final URI target;
  private final Optional<Signature> signature;
  private final Map<String, String> ownHeaders;
  private final Outbound outbound;
  private final InstantSource clock;

  HttpHandler(
      URI target,
      Optional<Signature> signature,
      Map<String, String> ownHeaders,
      Outbound outbound,
      InstantSource clock) {
    this.target = target;
    this.signature = signature;
    this.ownHeaders = ownHeaders;
    this.outbound = outbound;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws IOException, InterruptedException {
    Reply reply = outbound.send(request(job, attempt));
    int status = reply.status();
    if ((status >= 200 && status < 300) || status == NOT_MODIFIED)
      return new Outcome.Processed(result(reply));
    String failure = "the receiver answered " + status + Excerpt.of(reply);
    if (status >= 300 && status < 400)
      return new Outcome.Dead(
          "the receiver answered " + status + "; redirects are not followed" + Excerpt.of(reply));
    if (status >= 400 && status < 500 && !PASSING.contains(status))
      return new Outcome.Dead(failure);
    Optional<Duration> asked =
        reply.headers().getOrDefault("retry-after", List.of()).stream()
            .findFirst()
            .flatMap(value -> RetryAfter.read(value, clock.instant()));
    if (asked.isEmpty()) throw new IOException(failure);
    return new Outcome.Retry(asked.get(), failure);
  }

  OutboundRequest request(Job job, Attempt attempt) {
    byte[] body = job.payload().getBytes(StandardCharsets.UTF_8);
    String id = job.id().toString();
    long timestamp = clock.instant().getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.putAll(ownHeaders);
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
    return switch (JsonReader.read(reply.body())) {
      case Reading.Read(_, var text) -> text;
      case Reading.Unreadable _ -> status;
    };
  }
}
