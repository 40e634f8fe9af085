package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import java.util.function.Supplier;

/// Health checks for orchestrators and load balancers: `live` fails when only a restart can help,
/// `ready` when no submissions should be sent here.
record HealthEndpoint(Supplier<HealthStatus> health) {

  Response live(Request request, String id) {
    return switch (health.get()) {
      case HealthStatus.Ready(), HealthStatus.Degraded(_), HealthStatus.NotReady(_) ->
          status(200, "live", "");
      case HealthStatus.Broken(var why) -> status(503, "broken", why);
    };
  }

  Response ready(Request request, String id) {
    return switch (health.get()) {
      case HealthStatus.Ready() -> status(200, "ready", "");
      case HealthStatus.Degraded(var why) -> status(200, "degraded", why);
      case HealthStatus.NotReady(var why) -> status(503, "not ready", why);
      case HealthStatus.Broken(var why) -> status(503, "broken", why);
    };
  }

  private static Response status(int code, String status, String why) {
    var body = Json.MAPPER.createObjectNode().put("status", status);
    if (!why.isEmpty()) body.put("why", why);
    return Responses.json(code, body).with("Cache-Control", "no-store");
  }
}
