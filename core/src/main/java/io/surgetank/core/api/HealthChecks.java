package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import java.util.function.Supplier;

/// Health checks for orchestrators and load balancers: `live` fails when only a restart can help,
/// `ready` when no submissions should be sent here.
record HealthChecks(Supplier<Health> health) {

  Response live(Request request, String id) {
    return switch (health.get()) {
      case Health.Ready(), Health.Degraded(_), Health.NotReady(_) -> status(200, "live", "");
      case Health.Broken(var why) -> status(503, "broken", why);
    };
  }

  Response ready(Request request, String id) {
    return switch (health.get()) {
      case Health.Ready() -> status(200, "ready", "");
      case Health.Degraded(var why) -> status(200, "degraded", why);
      case Health.NotReady(var why) -> status(503, "not ready", why);
      case Health.Broken(var why) -> status(503, "broken", why);
    };
  }

  private static Response status(int code, String status, String why) {
    var body = Json.MAPPER.createObjectNode().put("status", status);
    if (!why.isEmpty()) body.put("why", why);
    return Responses.json(code, body).with("Cache-Control", "no-store");
  }
}
