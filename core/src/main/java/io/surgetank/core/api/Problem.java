package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A problem response (RFC 9457).
///
/// @param members added by the pipeline for its clients; they never replace standard members
/// @param headers of the response, such as `Retry-After`
record Problem(
    Kind kind,
    String detail,
    List<Violation> errors,
    ObjectNode members,
    Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  /// The problem types. Each is a URN (`urn:surgetank:problem:…`) and not a URL: an installation
  /// may have no access to other servers.
  enum Kind {
    INVALID(400, "Invalid submission"),
    KEY(400, "Missing or invalid idempotency key"),
    PARAMETERS(400, "Invalid request"),
    UNAUTHORIZED(401, "Authentication required"),
    FORBIDDEN(403, "Not permitted"),
    CROSS_SITE(403, "Cross-site request refused"),
    NOT_FOUND(404, "Not found"),
    METHOD(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    TOO_LATE(409, "The job can no longer be cancelled"),
    KEY_ENDED(409, "The API key has ended"),
    TOO_LARGE(413, "Submission too large"),
    MEDIA_TYPE(415, "Unsupported media type"),
    KEY_TAKEN(422, "Key already used"),
    RATE(429, "Rate limit exceeded"),
    SIGN_INS(429, "Too many failed sign-ins"),
    INTERNAL(500, "Internal error"),
    NOT_SUPPORTED(501, "Not supported by this backend"),
    UNAVAILABLE(503, "Temporarily unavailable");

    final int status;
    final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    String type() {
      return "urn:surgetank:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), Json.MAPPER.createObjectNode(), Map.of());
  }

  static Problem of(Kind kind, List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.getFirst().detail()
            : "The request has " + violations.size() + " validation errors.";
    return new Problem(kind, detail, violations, Json.MAPPER.createObjectNode(), Map.of());
  }

  static Problem wait(Kind kind, String detail, Duration retryAfter) {
    // Whole seconds, rounded up: earlier would be too early.
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return of(kind, detail).with("Retry-After", Long.toString(seconds));
  }

  Problem with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(kind, detail, errors, members, more);
  }

  Problem and(ObjectNode added) {
    return new Problem(kind, detail, errors, added, headers);
  }

  ObjectNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", kind.type())
        .put("title", kind.title)
        .put("status", kind.status)
        .put("detail", detail);
    if (!errors.isEmpty()) {
      var list = json.putArray("errors");
      for (Violation error : errors)
        list.addObject().put("pointer", error.pointer()).put("detail", error.detail());
    }
    members
        .properties()
        .forEach(member -> {
          if (!json.has(member.getKey())) json.set(member.getKey(), member.getValue());
        });
    return json;
  }

  Response response() {
    var all = new LinkedHashMap<String, String>();
    all.put("Content-Type", MEDIA_TYPE);
    all.putAll(headers);
    return new Response(kind.status, all, Json.MAPPER.writeValueAsBytes(json()));
  }
}
