package io.surgetank.core.api;

import io.surgetank.core.access.ApiKey;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.ApiKeyToken;
import io.surgetank.core.access.ApiKeys;
import io.surgetank.core.access.Scope;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.OperatorAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The administrators' API keys: list, create, revoke, rotate.
record KeysEndpoint(
    KnownPipelines known,
    Optional<ApiKeyRegistry> registry,
    InstantSource clock,
    KeyAuditLog auditLog) {

  Response list(Request request, String id) {
    return with(keys -> {
      Instant now = clock.instant();
      ObjectNode body = Json.MAPPER.createObjectNode();
      var list = body.putArray("keys");
      keys.store().keys().all().forEach(key -> list.add(view(key, now)));
      return Responses.json(200, body).with("Cache-Control", "no-store");
    });
  }

  Response create(Request request, String id) {
    return with(keys ->
        switch (KeyRequest.read(request.body(), known)) {
          case KeyRequest.Invalid invalid -> invalid.response();
          case KeyRequest.Create(var grant, var lifetime) ->
              answer(
                  auditLog.recorded(
                      OperatorAction.Type.CREATE_KEY,
                      Actor.of(request),
                      actor -> keys.create(grant, lifetime, actor)));
        });
  }

  Response revoke(Request request, String id) {
    return with(keys ->
        switch (KeyChangeRequest.readRevocation(request.body())) {
          case KeyChangeRequest.Invalid(var violations) ->
              Problem.of(Problem.Kind.PARAMETERS, violations).response();
          case KeyChangeRequest.Valid(var key, _) ->
              answer(
                  auditLog.recorded(
                      OperatorAction.Type.REVOKE_KEY,
                      Actor.of(request),
                      actor -> keys.revoke(key, actor)));
        });
  }

  Response rotate(Request request, String id) {
    return with(keys ->
        switch (KeyChangeRequest.readRotation(request.body())) {
          case KeyChangeRequest.Invalid(var violations) ->
              Problem.of(Problem.Kind.PARAMETERS, violations).response();
          case KeyChangeRequest.Valid(var key, var overlap) ->
              answer(
                  auditLog.recorded(
                      OperatorAction.Type.ROTATE_KEY,
                      Actor.of(request),
                      actor -> keys.rotate(key, overlap, actor)));
        });
  }

  private Response with(Function<ApiKeyRegistry, Response> operation) {
    return registry
        .map(operation)
        .orElseGet(() ->
            Problem.of(
                    Problem.Kind.NOT_SUPPORTED,
                    "API keys are not supported on AWS; the API has the operator token only")
                .response());
  }

  private Response answer(ApiKeyRegistry.Result result) {
    return switch (result) {
      case ApiKeyRegistry.Result.Created(var token, var key) -> created(token, key);
      case ApiKeyRegistry.Result.Revoked(var key) ->
          Responses.json(200, view(key, clock.instant()));
      case ApiKeyRegistry.Result.Unknown() ->
          Problem.of(Problem.Kind.NOT_FOUND, "no such key").response();
      case ApiKeyRegistry.Result.Ended(var status) ->
          Problem.of(
                  Problem.Kind.KEY_ENDED,
                  switch (status) {
                    case EXPIRED -> "the key has expired; create a new one";
                    case REVOKED, ACTIVE -> "the key was revoked before";
                  })
              .response();
      case ApiKeyRegistry.Result.Full() ->
          Problem.of(
                  Problem.Kind.PARAMETERS,
                  "there are " + ApiKeys.MAX_KEYS + " active keys, the maximum; revoke one first")
              .response();
    };
  }

  private Response created(ApiKeyToken token, ApiKey key) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("key", token.text());
    body.setAll(view(key, clock.instant()));
    return Responses.json(201, body).with("Cache-Control", "no-store");
  }

  private static ObjectNode view(ApiKey key, Instant now) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("id", key.id())
            .put("name", key.grant().name())
            .put("status", key.status(now).name());
    var scopes = view.putArray("scopes");
    key.grant().scopes().stream().sorted().map(Scope::label).forEach(scopes::add);
    var pipelines = view.putArray("pipelines");
    key.grant().pipelines().stream().sorted().forEach(name -> pipelines.add(name.value()));
    key.grant().tenant().ifPresent(tenant -> view.put("tenant", tenant.value()));
    var history = key.history();
    view.put("createdAt", Timestamps.text(history.createdAt()))
        .put("createdBy", history.createdBy());
    history.end().ifPresent(at -> view.put("expiresAt", Timestamps.text(at)));
    history.lastUsedAt().ifPresent(at -> view.put("lastUsedAt", Timestamps.text(at)));
    history
        .revocation()
        .ifPresent(revocation ->
            view.put("revokedAt", Timestamps.text(revocation.at()))
                .put("revokedBy", revocation.by()));
    return view;
  }
}
