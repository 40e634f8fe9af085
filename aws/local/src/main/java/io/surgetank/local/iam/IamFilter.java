package io.surgetank.local.iam;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.surgetank.core.json.Json;
import io.surgetank.local.services.ServiceEndpoints;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Forwards a call if the caller's role allows it; otherwise replies as the service would.
final class IamFilter implements AutoCloseable {
  static final String SQS = "sqs";
  static final String DYNAMO = "dynamodb";

  private static final Logger LOG = System.getLogger(IamFilter.class.getName());

  /// Headers of a connection, which are not forwarded.
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final Map<String, FunctionRole> roles;
  private final ServiceEndpoints target;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  IamFilter(Map<String, FunctionRole> roles, ServiceEndpoints target) {
    this.roles = roles;
    this.target = target;
  }

  /// The path is `/function/service`: the caller and the service that it calls.
  void handle(ServerRequest call, ServerResponse out) throws InterruptedException {
    String[] path = call.path().rawPath().split("/", -1);
    @Nullable FunctionRole functionRole = path.length < 3 ? null : roles.get(path[1]);
    if (functionRole == null) {
      out.status(Status.NOT_FOUND_404).send("no such function");
      return;
    }
    try {
      byte[] body =
          call.content().hasEntity() ? call.content().inputStream().readAllBytes() : new byte[0];
      String operation = call.headers().first(HeaderNames.create("x-amz-target")).orElse("");
      List<RequiredPermission> missing =
          functionRole.missing(
              RequiredPermissions.of(operation, new String(body, StandardCharsets.UTF_8)));
      if (missing.isEmpty())
        forward(call, body, path[2].equals(SQS) ? target.sqs() : target.dynamo(), out);
      else deny(path[1], missing.getFirst(), out);
    } catch (IllegalArgumentException unknown) {
      out.status(Status.BAD_REQUEST_400).send(String.valueOf(unknown.getMessage()));
    } catch (IOException unreachable) {
      LOG.log(Logger.Level.DEBUG, "service unreachable", unreachable);
      out.status(Status.BAD_GATEWAY_502).send("cannot reach " + path[2]);
    }
  }

  private void forward(ServerRequest call, byte[] body, URI to, ServerResponse out)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (Header header : call.headers())
      if (!HOP_BY_HOP.contains(header.headerName().lowerCase()))
        header.allValues().forEach(value -> request.header(header.name(), value));
    HttpResponse<byte[]> reply =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    out.status(Status.create(reply.statusCode()));
    reply
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)))
            out.header(HeaderNames.create(name), values.toArray(String[]::new));
        });
    out.send(reply.body());
  }

  /// Replies as DynamoDB does
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html).
  private static void deny(
      String function, RequiredPermission requiredPermission, ServerResponse out) {
    String message =
        "The role of %s is not authorized to perform: %s because its policy does not allow it"
            .formatted(function, requiredPermission);
    LOG.log(Logger.Level.WARNING, message);
    var json = Json.MAPPER.createObjectNode();
    json.put("__type", "com.amazon.coral.service#AccessDeniedException");
    json.put("message", message);
    out.status(Status.BAD_REQUEST_400)
        .header(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
        .send(Json.write(json));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
