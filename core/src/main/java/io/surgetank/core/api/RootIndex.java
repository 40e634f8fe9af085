package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import tools.jackson.databind.JsonNode;

/// `GET /`: the pipelines and links.
final class RootIndex implements Operation {
  private final LinkedBody body;

  private RootIndex(LinkedBody body) {
    this.body = body;
  }

  static RootIndex of(Pipelines pipelines, String version) {
    return new RootIndex(new LinkedBody(client -> index(client, pipelines, version)));
  }

  private static JsonNode index(Client client, Pipelines pipelines, String version) {
    var index = Json.MAPPER.createObjectNode().put("name", "surgetank").put("version", version);
    var list = index.putArray("pipelines");
    for (Pipeline pipeline : pipelines.all())
      list.addObject()
          .put("name", pipeline.name().value())
          .put("href", client.link(pipeline.intake().path()));
    index
        .putObject("links")
        .put("openapi", client.link("/openapi.json"))
        .put("live", client.link("/health/live"))
        .put("ready", client.link("/health/ready"))
        .put("metrics", client.link("/metrics"));
    return index;
  }

  @Override
  public Response answer(Request request, String id) {
    return Responses.json(200, body.to(request.client()));
  }
}
