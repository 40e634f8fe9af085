package io.surgetank.aws.function;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Caches the responses of public endpoints that call AWS, in each environment, so that frequent
/// requests do not cause frequent calls.
final class CachingRequestHandler implements RequestHandler {
  /// Reading the counts takes eight strongly consistent item reads for each pipeline.
  static final Duration METRICS_TTL = Duration.ofSeconds(30);

  static final Duration READY_TTL = Duration.ofSeconds(10);

  private static final String METRICS = "/metrics";
  private static final String READY = "/health/ready";
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /// A `HEAD` is a `GET` of which API Gateway sends no body.
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final RequestHandler api;
  private final Supplier<List<String>> failures;
  private final InstantSource clock;
  private final Map<String, Cached> cache = new ConcurrentHashMap<>();

  /// @param failures a message for each AWS resource that cannot be used now
  CachingRequestHandler(RequestHandler api, Supplier<List<String>> failures, InstantSource clock) {
    this.api = api;
    this.failures = failures;
    this.clock = clock;
  }

  private record Cached(Response response, Instant at) {
    boolean isFresh(Instant now, Duration ttl) {
      return !now.isBefore(at) && now.isBefore(at.plus(ttl));
    }
  }

  @Override
  public Response answer(Request request) {
    if (!READS.contains(request.method())) return api.answer(request);
    return switch (request.path()) {
      case METRICS -> cached(request, METRICS_TTL, api::answer);
      case READY -> cached(request, READY_TTL, this::ready);
      default -> api.answer(request);
    };
  }

  private Response cached(Request request, Duration ttl, Function<Request, Response> endpoint) {
    Instant now = clock.instant();
    Optional<Cached> last = Optional.ofNullable(cache.get(request.path()));
    if (last.isPresent() && last.get().isFresh(now, ttl)) return last.get().response();
    Response response = endpoint.apply(request);
    // A failure is not kept: the next request may succeed. The readiness is always kept, so
    // that AWS is not called more often when it fails.
    if (response.status() == OK || request.path().equals(READY))
      cache.put(request.path(), new Cached(response, now));
    return response;
  }

  private Response ready(Request request) {
    Response response = api.answer(request);
    if (response.status() != OK) return response;
    List<String> found = failures.get();
    if (found.isEmpty()) return response;
    var body =
        Json.MAPPER
            .createObjectNode()
            .put("status", "not ready")
            .put("why", String.join("; ", found));
    return new Response(
        UNAVAILABLE, response.headers(), Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
