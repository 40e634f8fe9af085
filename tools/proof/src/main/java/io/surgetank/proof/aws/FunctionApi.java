package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.proof.server.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Sends requests to the receiver function as API Gateway does. After a 5xx the caller does not
/// know whether the request was executed.
record FunctionApi(SimulatedLambda lambda) implements ApiClient {
  private static final int FAILED = 500;

  @Override
  public JsonResponse post(String path, String body, Optional<String> key) throws IOException {
    return send("POST", path, Optional.of(body), key);
  }

  @Override
  public JsonResponse get(String path) throws IOException {
    return send("GET", path, Optional.empty(), Optional.empty());
  }

  @Override
  public JsonResponse delete(String path) throws IOException {
    return send("DELETE", path, Optional.empty(), Optional.empty());
  }

  private JsonResponse send(String method, String path, Optional<String> body, Optional<String> key)
      throws IOException {
    byte[] reply =
        lambda
            .invoke(FunctionRef.RECEIVER, FunctionEvents.request(method, path, body, key))
            .orElseThrow(() -> new IOException("no reply to " + method + " " + path));
    JsonNode json = Json.read(new String(reply, StandardCharsets.UTF_8));
    int status = json.path("statusCode").intValue();
    String text = json.path("body").asString("");
    if (status >= FAILED) throw new IOException("%d: %s".formatted(status, text));
    return new JsonResponse(status, Json.read(text.isEmpty() ? "null" : text));
  }
}
