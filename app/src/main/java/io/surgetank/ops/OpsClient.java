package io.surgetank.ops;

import io.surgetank.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a Surgetank over its operations API, whichever way leads to it.
public final class OpsClient implements AutoCloseable {
  private final Way way;
  private final String actor;

  public OpsClient(Way way, String actor) {
    this.way = way;
    // What a header may hold; a name in other letters is still told apart by its length.
    this.actor = actor.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /// Reads what is at `/ops/v1/` and the path. Parameters with an empty value are left out.
  public Reply get(String path, Map<String, String> parameters) {
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((name, value) -> {
      if (!value.isEmpty()) query.add(name + "=" + encoded(value));
    });
    return ask("GET", path + query, Map.of(), "");
  }

  public Reply delete(String path) {
    return ask("DELETE", path, Map.of(), "");
  }

  public Reply post(String path, JsonNode body) {
    return ask("POST", path, Map.of("Content-Type", "application/json"), Json.write(body));
  }

  @Override
  public void close() {
    way.close();
  }

  /// A text as it may stand in a path or a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Reply ask(String method, String path, Map<String, String> more, String body) {
    var headers = new HashMap<>(more);
    headers.put("Accept", "application/json");
    headers.put("Authorization", "Bearer " + way.token());
    headers.put("Surgetank-Actor", actor);
    try {
      return read(way.ask(new Way.Question(method, "/ops/v1/" + path, headers, body)));
    } catch (IOException silent) {
      return new Reply.Unreachable("no server answers at " + way.place());
    } catch (IllegalArgumentException notAUrl) {
      return new Reply.Unreachable(way.place() + " is not the address of a server");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return new Reply.Unreachable("interrupted while waiting for " + way.place());
    }
  }

  private Reply read(Way.Answer answer) {
    try {
      JsonNode body =
          answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.read(answer.body());
      return answer.status() < 300
          ? new Reply.Done(body)
          : new Reply.Refused(answer.status(), why(answer.status(), body));
    } catch (JacksonException notOurs) {
      return new Reply.Unreachable("what answers at " + way.place() + " is not a Surgetank");
    }
  }

  private static String why(int status, JsonNode problem) {
    var words = new StringJoiner("\n");
    String detail = problem.path("detail").asString("");
    words.add(detail.isEmpty() ? problem.path("title").asString("status " + status) : detail);
    for (JsonNode error : problem.path("errors"))
      words.add("  " + error.path("detail").asString(""));
    return words.toString();
  }
}
