package io.surgetank.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// As much of S3 and DynamoDB as keeping and locking a state takes.
final class StateHost implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  StateHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// For `init -backend-config`: where S3 and DynamoDB are in a test, with nobody's credentials.
  String backend() {
    return """
    endpoints = {
      s3       = "%1$s"
      dynamodb = "%1$s"
    }
    access_key                  = "test"
    secret_key                  = "test"
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_requesting_account_id  = true
    """
        .formatted(address());
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  /// Somebody else holds the lock of this state.
  void lock(String id) {
    items.put(id, JsonMapper.shared().readTree("{\"LockID\":{\"S\":\"%s\"}}".formatted(id)));
  }

  boolean isLocked(String id) {
    return items.containsKey(id);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (target != null)
        item(exchange, target, JsonMapper.shared().readTree(new String(body, UTF_8)));
      else object(exchange, body);
    }
  }

  private void object(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(path, body);
        reply(exchange, 200, new byte[0]);
      }
      case "DELETE" -> {
        objects.remove(path);
        reply(exchange, 204, new byte[0]);
      }
      default -> {
        byte[] found = objects.get(path);
        boolean isList = String.valueOf(exchange.getRequestURI().getQuery()).contains("prefix");
        if (isList) reply(exchange, 200, "<ListBucketResult/>".getBytes(UTF_8));
        else if (found != null) reply(exchange, 200, found);
        else reply(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
      }
    }
  }

  private void item(HttpExchange exchange, String target, JsonNode asked) throws IOException {
    boolean isPut = target.endsWith("PutItem");
    String id = (isPut ? asked.path("Item") : asked.path("Key")).at("/LockID/S").asString();
    String answer = "{}";
    if (isPut) {
      if (asked.has("ConditionExpression") && items.containsKey(id)) {
        String taken = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
        reply(exchange, 400, "{\"__type\":\"%s\"}".formatted(taken).getBytes(UTF_8));
        return;
      }
      items.put(id, asked.path("Item"));
    } else if (target.endsWith("DeleteItem")) items.remove(id);
    else if (items.containsKey(id)) answer = "{\"Item\":%s}".formatted(items.get(id));
    reply(exchange, 200, answer.getBytes(UTF_8));
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean isBare = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isBare ? -1 : body.length);
    if (!isBare) exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
