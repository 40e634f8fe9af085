package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An answer that says why not (RFC 9457).
///
/// @param members added by the pipeline for its clients; they never replace the standard's own
/// @param headers that belong to the answer, such as `Retry-After`
record Problem(
    Kind kind,
    String detail,
    List<Violation> errors,
    ObjectNode members,
    Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  /// What clients can tell apart. The type is a name (`urn:surgetank:problem:…`) and not an
  /// address: an installation need not reach any other server.
  enum Kind {
    INVALID(400, "The submission is not valid"),
    KEY(400, "The idempotency key is missing or not usable"),
    PARAMETERS(400, "The request is not valid"),
    UNAUTHORIZED(401, "An operator's token is needed"),
    CROSS_SITE(403, "Requests from web pages of other origins are refused here"),
    NOT_FOUND(404, "Nothing is here"),
    METHOD(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
    TOO_LATE(409, "The job cannot be cancelled any more"),
    TOO_LARGE(413, "The submission is too large"),
    MEDIA_TYPE(415, "The form of the body is not supported"),
    KEY_TAKEN(422, "The key names something else"),
    RATE(429, "Too many submissions"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Not possible just now");

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

  static Problem of(Kind kind, List<Violation> faults) {
    String detail =
        faults.size() == 1
            ? faults.getFirst().detail()
            : faults.size() + " things are wrong; each is told in errors";
    return new Problem(kind, detail, faults, Json.MAPPER.createObjectNode(), Map.of());
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
