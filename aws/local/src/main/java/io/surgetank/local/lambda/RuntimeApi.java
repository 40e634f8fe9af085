package io.surgetank.local.lambda;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), one
/// server for all environments: the first part of each path is the environment's id.
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "2018-06-01";

  private final Map<String, ExecutionEnvironment> environments = new ConcurrentHashMap<>();
  private final WebServer server;
  private final String region;

  RuntimeApi(String region) {
    this.region = region;
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .writeQueueLength(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addProtocol(Http1Config.builder().validatePath(false).build())
            .routing(routing -> routing.any(this::answer))
            .build();
    server.start();
    if (!server.isRunning())
      throw new UncheckedIOException(new IOException("the Runtime API cannot listen on any port"));
  }

  /// The URL for this environment, without `http://`.
  String open(ExecutionEnvironment environment) {
    environments.put(environment.id(), environment);
    return "127.0.0.1:" + server.port() + "/" + environment.id();
  }

  void forget(ExecutionEnvironment environment) {
    environments.remove(environment.id());
  }

  @Override
  public void close() {
    server.stop();
  }

  private void answer(ServerRequest wire, ServerResponse out) throws Exception {
    // "", id, version, "runtime", "invocation" or "init", id or "next" or "error", …
    String[] path = wire.path().rawPath().split("/", -1);
    Optional<ExecutionEnvironment> known =
        path.length < 6 || !path[2].equals(VERSION) || !path[3].equals("runtime")
            ? Optional.empty()
            : Optional.ofNullable(environments.get(path[1]));
    if (known.isEmpty()) {
      send(out, Status.NOT_FOUND_404, "{}");
      return;
    }
    String call = String.join("/", java.util.Arrays.asList(path).subList(4, path.length));
    if (call.equals("invocation/next")) next(known.get(), out);
    else if (call.equals("init/error")) initError(known.get(), wire, out);
    else if (call.matches("invocation/[^/]+/response")) response(known.get(), path[5], wire, out);
    else if (call.matches("invocation/[^/]+/error")) error(known.get(), path[5], wire, out);
    else send(out, Status.NOT_FOUND_404, "{}");
  }

  private void next(ExecutionEnvironment environment, ServerResponse out)
      throws InterruptedException {
    Optional<ExecutionEnvironment.Task> task = environment.next();
    if (task.isEmpty()) {
      send(out, Status.INTERNAL_SERVER_ERROR_500, "{}");
      return;
    }
    String name = environment.function().name();
    header(out, "Lambda-Runtime-Aws-Request-Id", task.get().requestId());
    header(out, "Lambda-Runtime-Deadline-Ms", "" + task.get().deadline().toEpochMilli());
    header(
        out,
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:" + region + ":000000000000:function:" + name);
    header(out, "Lambda-Runtime-Trace-Id", task.get().call().trace());
    header(out, "Content-Type", "application/json");
    out.status(Status.OK_200).send(task.get().call().event());
  }

  private static void response(
      ExecutionEnvironment environment, String requestId, ServerRequest wire, ServerResponse out)
      throws IOException {
    Optional<byte[]> body = body(wire);
    if (body.isEmpty()) {
      environment.publish(
          new RuntimeEvent.InvocationError(
              requestId,
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size ("
                  + LambdaLimits.MAX_PAYLOAD_BYTES
                  + " bytes)."));
      send(out, Status.REQUEST_ENTITY_TOO_LARGE_413, "{\"errorType\":\"RequestEntityTooLarge\"}");
      return;
    }
    environment.publish(new RuntimeEvent.InvocationResponse(requestId, body.get()));
    send(out, Status.ACCEPTED_202, "{\"status\":\"OK\"}");
  }

  private static void error(
      ExecutionEnvironment environment, String requestId, ServerRequest wire, ServerResponse out)
      throws IOException {
    JsonNode error = errorOf(wire);
    environment.publish(
        new RuntimeEvent.InvocationError(requestId, type(wire, error), message(error)));
    send(out, Status.ACCEPTED_202, "{\"status\":\"OK\"}");
  }

  private static void initError(
      ExecutionEnvironment environment, ServerRequest wire, ServerResponse out) throws IOException {
    JsonNode error = errorOf(wire);
    environment.publish(new RuntimeEvent.InitError(type(wire, error), message(error)));
    send(out, Status.ACCEPTED_202, "{\"status\":\"OK\"}");
  }

  private static JsonNode errorOf(ServerRequest wire) throws IOException {
    byte[] body = body(wire).orElse(new byte[0]);
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException unreadable) {
      return Json.MAPPER
          .createObjectNode()
          .put("errorMessage", new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String type(ServerRequest wire, JsonNode error) {
    String header =
        wire.headers()
            .first(HeaderNames.create("Lambda-Runtime-Function-Error-Type"))
            .orElse("Runtime.Unknown");
    return error.path("errorType").asString(header);
  }

  private static String message(JsonNode error) {
    return error.path("errorMessage").asString("");
  }

  /// Empty when it is larger than Lambda allows; it is read to its end all the same.
  private static Optional<byte[]> body(ServerRequest wire) throws IOException {
    if (!wire.content().hasEntity()) return Optional.of(new byte[0]);
    try (InputStream in = wire.content().inputStream()) {
      byte[] body = in.readNBytes(LambdaLimits.MAX_PAYLOAD_BYTES);
      long more = in.transferTo(java.io.OutputStream.nullOutputStream());
      return more > 0 ? Optional.empty() : Optional.of(body);
    }
  }

  private static void header(ServerResponse out, String name, String value) {
    out.header(HeaderNames.create(name), value);
  }

  private static void send(ServerResponse out, Status status, String json) {
    header(out, "Content-Type", "application/json");
    out.status(status).send(json.getBytes(StandardCharsets.UTF_8));
  }
}
