package io.surgetank.cli.ops;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client of the operations API, over any transport.
public final class OpsClient implements AutoCloseable {
  private final OpsTransport opsTransport;
  private final String actor;

  public OpsClient(OpsTransport opsTransport, String actor) {
    this.opsTransport = opsTransport;
    // Characters that a header may hold; a name in another script still differs by its length.
    this.actor = actor.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /// Sends `GET /ops/v1/` plus the path. Parameters with an empty value are omitted.
  public OpsResult get(String path, Map<String, String> parameters) {
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((name, value) -> {
      if (!value.isEmpty()) query.add(name + "=" + encoded(value));
    });
    return ask("GET", path + query, Map.of(), "");
  }

  public OpsResult delete(String path) {
    return ask("DELETE", path, Map.of(), "");
  }

  public OpsResult post(String path, JsonNode body) {
    return ask("POST", path, Map.of("Content-Type", "application/json"), Json.write(body));
  }

  @Override
  public void close() {
    opsTransport.close();
  }

  /// Percent-encodes a text for a path or a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private OpsResult ask(String method, String path, Map<String, String> more, String body) {
    var headers = new HashMap<>(more);
    headers.put("Accept", "application/json");
    headers.put("Authorization", "Bearer " + opsTransport.token());
    headers.put("Surgetank-Actor", actor);
    try {
      return read(
          opsTransport.ask(new OpsTransport.OpsRequest(method, "/ops/v1/" + path, headers, body)));
    } catch (IOException silent) {
      return new OpsResult.Unreachable(
          TlsErrors.message(silent, opsTransport.target())
              .orElse("no server responds at " + opsTransport.target()));
    } catch (IllegalArgumentException notAUrl) {
      return new OpsResult.Invalid("--url: not a valid URL of a server: " + opsTransport.target());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new OpsResult.Unreachable("interrupted while waiting for " + opsTransport.target());
    }
  }

  private OpsResult read(OpsTransport.OpsResponse opsResponse) {
    try {
      JsonNode body =
          opsResponse.body().isEmpty()
              ? Json.MAPPER.createObjectNode()
              : Json.read(opsResponse.body());
      if (opsResponse.status() < 300) return new OpsResult.Done(body);
      // A 400 without the list of errors is of a proxy, or no invalid value.
      return opsResponse.status() == 400 && !body.path("errors").isEmpty()
          ? new OpsResult.Invalid(String.join("\n", errors(body)))
          : new OpsResult.Refused(opsResponse.status(), why(opsResponse.status(), body));
    } catch (JacksonException notJson) {
      return new OpsResult.Unreachable(
          "the server at " + opsTransport.target() + " is not Surgetank");
    }
  }

  private static String why(int status, JsonNode problem) {
    String detail = problem.path("detail").asString("");
    return detail.isEmpty() ? problem.path("title").asString("status " + status) : detail;
  }

  private static List<String> errors(JsonNode problem) {
    return problem
        .path("errors")
        .valueStream()
        .map(error -> error.path("detail").asString(""))
        .distinct()
        .toList();
  }
}
