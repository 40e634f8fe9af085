package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.List;

/// An HTTP API of API Gateway, payload format 2.0.
public record HttpApi(String name, List<Route> routes, Throttle throttle) {
  /// The access log format. Enough to explain a 5xx, without client addresses and tokens.
  public static final String ACCESS_LOG =
      "{\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
          + "\"method\":\"$context.httpMethod\",\"routeKey\":\"$context.routeKey\","
          + "\"status\":\"$context.status\",\"bytes\":\"$context.responseLength\","
          + "\"latency\":\"$context.responseLatency\","
          + "\"integrationStatus\":\"$context.integrationStatus\","
          + "\"integrationLatency\":\"$context.integrationLatency\","
          + "\"integrationError\":\"$context.integrationErrorMessage\","
          + "\"authorizerError\":\"$context.authorizer.error\"}";

  public static final List<String> CORS_METHODS = List.of("GET", "POST", "DELETE", "OPTIONS");

  /// What the pipelines' own responses allow, and the token for an authorizer.
  public static final List<String> CORS_HEADERS =
      List.of(
          "accept",
          "authorization",
          "content-type",
          "idempotency-key",
          "if-none-match",
          "prefer",
          "traceparent");

  /// As in the pipelines' own responses.
  public static final List<String> CORS_EXPOSED =
      List.of(
          "etag", "idempotency-replayed", "link", "location", "preference-applied", "retry-after");

  public static final Duration CORS_MAX_AGE = Duration.ofMinutes(10);

  public HttpApi {
    routes = List.copyOf(routes);
  }

  /// Requests and the function that handles them.
  ///
  /// @param key `POST /orders`, `ANY /{proxy+}` or `$default`
  public record Route(String key, FunctionRef function) {
    /// Whether it is for clients, who need a token if there is an authorizer. Requests of operators
    /// have the operator token in the same header; health checks are open.
    public boolean isSubmission() {
      String path = key.substring(key.indexOf('/'));
      return !List.of("/", "/metrics", "/openapi.json").contains(path)
          && !path.startsWith("/health/")
          && !path.startsWith("/ops/");
    }
  }

  /// The throttling of the whole API.
  ///
  /// @param rate requests per second
  /// @param burst concurrent requests
  public record Throttle(int rate, int burst) {}
}
