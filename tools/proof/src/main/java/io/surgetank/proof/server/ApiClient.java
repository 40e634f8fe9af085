package io.surgetank.proof.server;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Sends requests to the API. An `IOException` means that the answer is not known.
public interface ApiClient {
  /// A response with its JSON body.
  record JsonResponse(int status, JsonNode body) {}

  JsonResponse post(String path, String body, Optional<String> key)
      throws IOException, InterruptedException;

  JsonResponse get(String path) throws IOException, InterruptedException;

  JsonResponse delete(String path) throws IOException, InterruptedException;
}
