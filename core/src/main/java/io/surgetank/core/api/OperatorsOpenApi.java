package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /ops/v1/openapi.json`: the operators' API (OpenAPI 3.1). It does not depend on the
/// pipelines, so most of it is a file.
final class OperatorsOpenApi implements Operation {
  private static final String FILE = "operators.openapi.json";

  private final LinkedBody body;

  private OperatorsOpenApi(LinkedBody body) {
    this.body = body;
  }

  static OperatorsOpenApi of(String version) {
    if (!(file() instanceof ObjectNode document))
      throw new IllegalStateException(FILE + " is a JSON object");
    document.withObjectProperty("info").put("version", version);
    ObjectNode components = document.withObjectProperty("components");
    OpenApiSchemas.shared()
        .properties()
        .forEach(it -> components.withObjectProperty("schemas").set(it.getKey(), it.getValue()));
    components.withObjectProperty("responses").setAll(OpenApiNodes.problemResponses());
    return new OperatorsOpenApi(new LinkedBody(client -> OpenApiNodes.servedTo(client, document)));
  }

  private static JsonNode file() {
    try (InputStream file =
        Objects.requireNonNull(OperatorsOpenApi.class.getResourceAsStream(FILE), FILE)) {
      return Json.MAPPER.readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Response answer(Request request, String id) {
    return Responses.json(200, body.to(request.client()));
  }
}
