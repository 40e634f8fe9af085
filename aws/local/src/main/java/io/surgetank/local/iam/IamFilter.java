package io.surgetank.local.iam;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.surgetank.core.json.Json;
import io.surgetank.local.emulator.Endpoints;
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

/// Carries a call on when the caller's role allows it, and answers in the service's words when not.
final class IamFilter implements AutoCloseable {
  static final String SQS = "sqs";
  static final String DYNAMO = "dynamodb";

  private static final Logger LOG = System.getLogger(IamFilter.class.getName());

  /// Set anew by whoever sends.
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final Map<String, FunctionRole> roles;
  private final Endpoints behind;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  IamFilter(Map<String, FunctionRole> roles, Endpoints behind) {
    this.roles = roles;
    this.behind = behind;
  }

  /// The path says who calls whom: `/function/service`.
  void carry(ServerRequest call, ServerResponse out) throws InterruptedException {
    String[] path = call.path().rawPath().split("/", -1);
    @Nullable FunctionRole functionRole = path.length < 3 ? null : roles.get(path[1]);
    if (functionRole == null) {
      out.status(Status.NOT_FOUND_404).send("no function of this stack calls from here");
      return;
    }
    try {
      byte[] body =
          call.content().hasEntity() ? call.content().inputStream().readAllBytes() : new byte[0];
      String target = call.headers().first(HeaderNames.create("x-amz-target")).orElse("");
      List<RequiredPermission> missing =
          functionRole.missing(
              RequiredPermissions.of(target, new String(body, StandardCharsets.UTF_8)));
      if (missing.isEmpty())
        pass(call, body, path[2].equals(SQS) ? behind.sqs() : behind.dynamo(), out);
      else refuse(path[1], missing.getFirst(), out);
    } catch (IllegalArgumentException unknown) {
      out.status(Status.BAD_REQUEST_400).send(String.valueOf(unknown.getMessage()));
    } catch (IOException unreachable) {
      LOG.log(Logger.Level.DEBUG, "nobody answers behind", unreachable);
      out.status(Status.BAD_GATEWAY_502).send("nobody answers at " + path[2]);
    }
  }

  private void pass(ServerRequest call, byte[] body, URI to, ServerResponse out)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (Header header : call.headers())
      if (!OWN.contains(header.headerName().lowerCase()))
        header.allValues().forEach(value -> request.header(header.name(), value));
    HttpResponse<byte[]> reply =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    out.status(Status.create(reply.statusCode()));
    reply
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OWN.contains(name.toLowerCase(Locale.ROOT)))
            out.header(HeaderNames.create(name), values.toArray(String[]::new));
        });
    out.send(reply.body());
  }

  /// The services' own refusal
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html).
  private static void refuse(
      String function, RequiredPermission requiredPermission, ServerResponse out) {
    String sentence =
        "The role of %s is not authorized to perform: %s because its policy does not allow it"
            .formatted(function, requiredPermission);
    LOG.log(Logger.Level.WARNING, sentence);
    var json = Json.MAPPER.createObjectNode();
    json.put("__type", "com.amazon.coral.service#AccessDeniedException");
    json.put("message", sentence);
    out.status(Status.BAD_REQUEST_400)
        .header(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
        .send(Json.write(json));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
