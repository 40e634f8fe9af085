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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The pages that anyone may read and that ask AWS: each environment keeps its last response for a
/// while, so that reading them often costs no more than reading them now and then.
final class SystemEndpoints implements RequestHandler {
  /// The counts of every pipeline are eight items each, read strongly.
  static final Duration METRICS_KEPT = Duration.ofSeconds(30);

  static final Duration READY_KEPT = Duration.ofSeconds(10);

  private static final String METRICS = "/metrics";
  private static final String READY = "/health/ready";
  private static final int UNAVAILABLE = 503;

  private final RequestHandler api;
  private final Supplier<List<String>> faults;
  private final InstantSource clock;
  private final Map<String, Cached> kept = new ConcurrentHashMap<>();

  /// @param faults what of AWS cannot be used now
  SystemEndpoints(RequestHandler api, Supplier<List<String>> faults, InstantSource clock) {
    this.api = api;
    this.faults = faults;
    this.clock = clock;
  }

  private record Cached(Response response, Instant at) {
    boolean isFresh(Instant now, Duration time) {
      return !now.isBefore(at) && now.isBefore(at.plus(time));
    }
  }

  @Override
  public Response answer(Request request) {
    if (!request.method().equals("GET")) return api.answer(request);
    return switch (request.path()) {
      case METRICS -> kept(request, METRICS_KEPT, api::answer);
      case READY -> kept(request, READY_KEPT, this::ready);
      default -> api.answer(request);
    };
  }

  private Response kept(Request request, Duration time, Function<Request, Response> page) {
    Instant now = clock.instant();
    Optional<Cached> last = Optional.ofNullable(kept.get(request.path()));
    if (last.isPresent() && last.get().isFresh(now, time)) return last.get().response();
    Response response = page.apply(request);
    kept.put(request.path(), new Cached(response, now));
    return response;
  }

  private Response ready(Request request) {
    Response response = api.answer(request);
    if (response.status() != 200) return response;
    List<String> found = faults.get();
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
