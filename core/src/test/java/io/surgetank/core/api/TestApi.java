package io.surgetank.core.api;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.MemoryKeyStore;
import io.surgetank.core.access.TokenVerifier;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// An API on the fake store, with a clock and health that tests control.
final class TestApi {
  static final String TOKEN = "let-me-in";

  final FakeStore store = new FakeStore();
  final List<Throwable> incidents = new ArrayList<>();
  final Api api;
  private final ApiParts parts;
  Instant now = Instant.parse("2026-01-31T08:00:00.120Z");
  long nanos = 1_000;
  HealthStatus healthStatus = new HealthStatus.Ready();

  final MemoryKeyStore keys = new MemoryKeyStore();

  TestApi(Pipeline... pipelines) {
    this(AnonymousAccess.ALLOWED, pipelines);
  }

  TestApi(AnonymousAccess anonymousAccess, Pipeline... pipelines) {
    this(anonymousAccess, Optional.empty(), pipelines);
  }

  TestApi(AnonymousAccess anonymousAccess, Optional<TokenVerifier> tokens, Pipeline... pipelines) {
    this(Keys.SUPPORTED, anonymousAccess, tokens, pipelines);
  }

  private enum Keys {
    SUPPORTED,
    NOT_SUPPORTED
  }

  /// An API as functions have it.
  static TestApi onAws(Pipeline... pipelines) {
    return new TestApi(Keys.NOT_SUPPORTED, AnonymousAccess.ALLOWED, Optional.empty(), pipelines);
  }

  private TestApi(
      Keys support,
      AnonymousAccess anonymousAccess,
      Optional<TokenVerifier> tokens,
      Pipeline... pipelines) {
    var registry = new ApiKeyRegistry(keys, () -> now, new Random(7));
    parts =
        new ApiParts(
            new Pipelines(List.of(pipelines)),
            store,
            store,
            store,
            new JobIds(() -> now, new Random(1)),
            () -> now,
            () -> nanos,
            () -> healthStatus,
            (_, cause) -> incidents.add(cause),
            "1.2.3",
            new AccessSettings(
                TOKEN,
                Optional.of(registry).filter(_ -> support == Keys.SUPPORTED),
                tokens,
                anonymousAccess));
    api = new Api(parts);
  }

  ApiParts parts() {
    return parts;
  }

  /// The routes of the same pipelines.
  Routes routes() {
    return Routes.of(parts, new HttpResponseCounts(), new Incidents(parts));
  }

  Response post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Response get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /// Headers are given as `name: value`.
  Response send(String method, String target, byte[] body, String... headers) {
    return api.answer(request(method, target, body, headers));
  }

  static Request request(String method, String target, byte[] body, String... headers) {
    Map<String, List<String>> map = new HashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      map.computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new Request(method, path, mark < 0 ? "" : target.substring(mark + 1), map, body);
  }

  Response operator(String method, String target, String body) {
    return send(
        method,
        target,
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization: Bearer " + TOKEN,
        "Surgetank-Actor: ann");
  }

  /// Creates a key by the API and returns its text.
  String key(String scopes, String pipelines) {
    return created("\"scopes\":[%s],\"pipelines\":[%s]".formatted(scopes, pipelines));
  }

  /// The same for a tenant.
  String tenantKey(String scopes, String tenant) {
    return created("\"scopes\":[%s],\"tenant\":\"%s\"".formatted(scopes, tenant));
  }

  private String created(String members) {
    Response created = operator("POST", "/ops/v1/keys", "{\"name\":\"test\"," + members + "}");
    return json(created).path("key").asString();
  }

  /// Sends a request with a bearer token.
  Response by(String token, String method, String target, String body) {
    return send(
        method,
        target,
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization: Bearer " + token,
        "Surgetank-Actor: mallory");
  }

  long rejected(String pipeline, Rejection why) {
    return store
        .rejections
        .getOrDefault(new PipelineName(pipeline), Map.of())
        .getOrDefault(why, 0L);
  }

  static JsonNode json(Response response) {
    return Json.read(text(response));
  }

  static String text(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static JobId id(Response accepted) {
    String location = accepted.headers().get("Location");
    return JobId.parse(location.substring(location.lastIndexOf('/') + 1)).orElseThrow();
  }
}
