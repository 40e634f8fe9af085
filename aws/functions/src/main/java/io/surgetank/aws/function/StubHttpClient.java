package io.surgetank.aws.function;

import io.surgetank.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Replaces DynamoDB and SQS while a function is primed: gives the replies that the functions'
/// calls need. Opens no connection and persists nothing.
final class StubHttpClient implements SdkHttpClient {
  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return reply(answer(target(request), body(request)));
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}

  private static String target(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private static JsonNode body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) return Json.MAPPER.createObjectNode();
    try (var stream = request.contentStreamProvider().get().newStream()) {
      return Json.MAPPER.readTree(stream.readAllBytes());
    }
  }

  private ObjectNode answer(String operation, JsonNode request) {
    ObjectNode reply = Json.MAPPER.createObjectNode();
    switch (operation) {
      case "TransactWriteItems" -> {
        for (JsonNode write : request.path("TransactItems")) keep(write.path("Put").path("Item"));
      }
      case "PutItem" -> keep(request.path("Item"));
      case "BatchGetItem" -> found(request.path("RequestItems"), reply.putObject("Responses"));
      case "SendMessageBatch" -> {
        var successful = reply.putArray("Successful");
        for (JsonNode entry : request.path("Entries")) successful.add(sent(entry));
      }
      default -> {
        // An empty object is a valid reply to every other call.
      }
    }
    return reply;
  }

  private void keep(JsonNode item) {
    if (item.isObject()) items.put(item.path(KEY).path("S").asString(""), item);
  }

  private void found(JsonNode wanted, ObjectNode responses) {
    for (var table : wanted.properties()) {
      var rows = responses.putArray(table.getKey());
      for (JsonNode key : table.getValue().path("Keys")) {
        JsonNode item = items.get(key.path(KEY).path("S").asString(""));
        if (item != null) rows.add(item);
      }
    }
  }

  private static final String KEY = "pk";

  /// With the digest, which the SDK verifies.
  private static ObjectNode sent(JsonNode entry) {
    return Json.MAPPER
        .createObjectNode()
        .put("Id", entry.path("Id").asString(""))
        .put("MessageId", "priming")
        .put("MD5OfMessageBody", digest(entry.path("MessageBody").asString("")));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalStateException("every JDK has MD5", unknown);
    }
  }

  private static HttpExecuteResponse reply(ObjectNode json) {
    var body = new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(json));
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(200).build())
        .responseBody(AbortableInputStream.create(body))
        .build();
  }
}
