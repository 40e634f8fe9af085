package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;

/// `GET /`: the pipelines and links.
final class RootIndex implements Operation {
  private final byte[] body;

  private RootIndex(byte[] body) {
    this.body = body;
  }

  static RootIndex of(Pipelines pipelines, String version) {
    var index = Json.MAPPER.createObjectNode().put("name", "surgetank").put("version", version);
    var list = index.putArray("pipelines");
    for (Pipeline pipeline : pipelines.all())
      list.addObject().put("name", pipeline.name().value()).put("href", pipeline.intake().path());
    index
        .putObject("links")
        .put("openapi", "/openapi.json")
        .put("live", "/health/live")
        .put("ready", "/health/ready")
        .put("metrics", "/metrics");
    return new RootIndex(Json.MAPPER.writeValueAsBytes(index));
  }

  @Override
  public Response answer(Request request, String id) {
    return Responses.json(200, body);
  }
}
