package io.surgetank.ops;

import io.surgetank.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a running server over its operations API.
public final class OpsClient implements AutoCloseable {
  /// An audit reads every record; minutes are fair for millions of them.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Address address;
  private final String actor;

  public OpsClient(Address address, String actor) {
    this.address = address;
    // What a header may hold; a name in other letters is still told apart by its length.
    this.actor = actor.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /// Reads what is at `/ops/v1/` and the path. Parameters with an empty value are left out.
  public Reply get(String path, Map<String, String> parameters) {
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((name, value) -> {
      if (!value.isEmpty()) query.add(name + "=" + encoded(value));
    });
    return ask(path + query, request -> request.GET());
  }

  public Reply delete(String path) {
    return ask(path, request -> request.DELETE());
  }

  public Reply post(String path, JsonNode body) {
    return ask(
        path,
        request ->
            request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  @Override
  public void close() {
    http.close();
  }

  /// A text as it may stand in a path or a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private interface Shape {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private Reply ask(String path, Shape shape) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address.url() + "/ops/v1/" + path))
              .timeout(LONGEST)
              .header("Accept", "application/json")
              .header("Authorization", "Bearer " + address.token())
              .header("Surgetank-Actor", actor);
      return read(http.send(shape.of(request).build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException silent) {
      return new Reply.Unreachable("no server answers at " + address.url());
    } catch (IllegalArgumentException notAUrl) {
      return new Reply.Unreachable(address.url() + " is not the address of a server");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return new Reply.Unreachable("interrupted while waiting for " + address.url());
    }
  }

  private Reply read(HttpResponse<String> response) {
    try {
      JsonNode body =
          response.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.read(response.body());
      return response.statusCode() < 300
          ? new Reply.Done(body)
          : new Reply.Refused(response.statusCode(), why(response.statusCode(), body));
    } catch (JacksonException notOurs) {
      return new Reply.Unreachable("what answers at " + address.url() + " is not a Surgetank");
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
