package io.surgetank.api;

import io.surgetank.json.Json;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;

/// `GET /`: what is here, for a person who found the address.
final class Index implements Operation {
  private final byte[] body;

  private Index(byte[] body) {
    this.body = body;
  }

  static Index of(Pipelines pipelines, String version) {
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
    return new Index(Json.MAPPER.writeValueAsBytes(index));
  }

  @Override
  public Response answer(Request request, String id) {
    return Answers.json(200, body);
  }
}
