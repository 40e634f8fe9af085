package io.surgetank.core.api;

import io.surgetank.core.access.Scope;
import io.surgetank.core.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Describes in the clients' document which scope an operation needs, where the server requires
/// authentication.
final class OpenApiSecurity {
  private static final String SCHEME = "bearer";

  private OpenApiSecurity() {}

  static void addScheme(ObjectNode components) {
    components
        .putObject("securitySchemes")
        .putObject(SCHEME)
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "An API key of `surgetank keys create`, a JSON Web Token of the configured issuer, or the"
                + " operator token");
  }

  /// Adds the requirement of each operation, and its problem responses.
  static void describe(ObjectNode paths) {
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (method.getValue() instanceof ObjectNode operation)
                    describe(path.getKey(), method.getKey(), operation);
                }));
  }

  private static void describe(String path, String method, ObjectNode operation) {
    if (path.startsWith("/health/")) {
      operation.putArray("security");
      return;
    }
    var required = Json.MAPPER.createObjectNode();
    var scopes = required.putArray(SCHEME);
    scope(path, method).map(Scope::label).ifPresent(scopes::add);
    // Either nothing or a key: the server may not require authentication.
    operation.putArray("security").add(Json.MAPPER.createObjectNode()).add(required);
    // 503: the keys of the token issuer cannot be read.
    OpenApiNodes.problems(operation, 401, 429, 503);
    if (scopes.isEmpty()) return;
    OpenApiNodes.problems(operation, 403);
  }

  /// Of an operation of the document: the paths of pipelines, and the few of the server.
  private static Optional<Scope> scope(String path, String method) {
    if (List.of("/", "/openapi.json").contains(path)) return Optional.empty();
    if (path.equals("/metrics")) return Optional.of(Scope.READ);
    return Optional.of(
        switch (method) {
          case "post" -> Scope.SUBMIT;
          case "delete" -> Scope.OPERATE;
          default -> Scope.READ_OWN;
        });
  }
}
