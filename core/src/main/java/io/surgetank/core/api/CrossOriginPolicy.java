package io.surgetank.core.api;

import io.surgetank.core.pipeline.Cors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Allows web pages of the configured origins to call a path
/// (https://fetch.spec.whatwg.org/#http-cors-protocol). Where pipelines share a path, an origin
/// that one of them allows may call it.
record CrossOriginPolicy(List<Cors> allowed) {
  static final CrossOriginPolicy NONE = new CrossOriginPolicy(List.of());

  private static final String EXPOSED =
      "Location, Link, ETag, Retry-After, Idempotency-Replayed, Preference-Applied";
  private static final String ACCEPTED =
      "Authorization, Content-Type, Accept, Idempotency-Key, If-None-Match, Prefer, traceparent";

  /// Whether it allows no origin.
  boolean isClosed() {
    return allowed.stream().allMatch(cors -> cors.origins().isEmpty());
  }

  private Optional<String> origin(Request request) {
    return request
        .header("origin")
        .filter(origin -> allowed.stream().anyMatch(cors -> cors.allows(origin)));
  }

  /// The reason to refuse a modifying request of a page of another site: browsers send forms and
  /// simple requests without a preflight request (https://www.w3.org/TR/fetch-metadata/). Other
  /// clients send neither header.
  Optional<Problem> objection(Request head) {
    if (isSafe(head.method()) || !isOfAnotherSite(head) || origin(head).isPresent())
      return Optional.empty();
    return Optional.of(
        Problem.of(
            Problem.Kind.CROSS_SITE,
            "sent by a web page of another origin; allow that origin with intake.cors"));
  }

  private static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /// Browsers send the relation of the page's site to this one. Older ones send only the page's
  /// origin, which is ours when its authority is the request's host, or it is that of our links.
  private static boolean isOfAnotherSite(Request head) {
    Optional<String> site = head.header("sec-fetch-site");
    if (site.isPresent()) return !site.get().equals("same-origin") && !site.get().equals("none");
    Optional<String> origin = head.header("origin");
    if (origin.isEmpty() || isOfLinks(origin.get(), head.client())) return false;
    String authority = origin.get().replaceFirst("^https?://", "");
    return !authority.equalsIgnoreCase(head.header("host").orElse(""));
  }

  private static boolean isOfLinks(String origin, Client client) {
    return client.linkBase().equals(origin) || client.linkBase().startsWith(origin + "/");
  }

  /// Adds what a browser needs to hand the response to the page.
  Response decorate(Request request, Response response) {
    if (isClosed()) return response;
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.put("Vary", "Origin");
    origin(request)
        .ifPresent(origin -> {
          headers.put("Access-Control-Allow-Origin", origin);
          headers.put("Access-Control-Expose-Headers", EXPOSED);
        });
    return new Response(response.status(), headers, response.body());
  }

  /// The response to `OPTIONS`, which may be a browser's preflight request.
  Response options(Request request, String allow) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Allow", allow);
    if (request.header("access-control-request-method").isPresent()
        && origin(request).isPresent()) {
      headers.put("Access-Control-Allow-Methods", allow);
      headers.put("Access-Control-Allow-Headers", ACCEPTED);
      headers.put("Access-Control-Max-Age", "600");
    }
    return new Response(204, headers, new byte[0]);
  }
}
