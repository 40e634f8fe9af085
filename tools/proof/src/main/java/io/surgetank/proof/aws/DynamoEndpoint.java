package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends the DynamoDB requests of the functions to DynamoDB Local.
record DynamoEndpoint(SdkHttpClient http, SplittableRandom random) {
  AwsReply answer(ServiceCall call) {
    byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest request =
        call.request().toBuilder()
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    try {
      var response =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(request)
                      .contentStreamProvider(() -> new ByteArrayInputStream(body))
                      .build())
              .call();
      try (var stream = response.responseBody().orElseThrow()) {
        return new AwsReply.Response(
            response.httpResponse().statusCode(),
            new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("DynamoDB Local does not answer", failed);
    }
  }

  /// Reads some of the keys of a `BatchGetItem`, and returns the others as unprocessed.
  AwsReply answerInPart(ServiceCall call) {
    ObjectNode wanted = (ObjectNode) call.json();
    ObjectNode unprocessed = Json.MAPPER.createObjectNode();
    for (var table : wanted.path("RequestItems").properties()) {
      ArrayNode keys = Json.MAPPER.createArrayNode();
      ArrayNode left = Json.MAPPER.createArrayNode();
      for (JsonNode key : table.getValue().path("Keys"))
        (keys.isEmpty() || random.nextBoolean() ? keys : left).add(key);
      if (!left.isEmpty())
        unprocessed.set(
            table.getKey(), ((ObjectNode) table.getValue()).deepCopy().set("Keys", left));
      ((ObjectNode) table.getValue()).set("Keys", keys);
    }
    AwsReply reply = answer(call.with(wanted));
    if (!(reply instanceof AwsReply.Response(var status, var body)) || status != 200) return reply;
    return AwsReply.ok(((ObjectNode) Json.read(body)).set("UnprocessedKeys", unprocessed));
  }

  /// Another transaction has an item of the call.
  static AwsReply conflict(ServiceCall call) {
    if (!call.operation().equals("TransactWriteItems"))
      return AwsReply.error(400, "com.amazonaws.dynamodb.v20120810#TransactionConflictException");
    ObjectNode details = Json.MAPPER.createObjectNode();
    var reasons = details.putArray("CancellationReasons");
    for (JsonNode _ : call.json().path("TransactItems"))
      reasons.addObject().put("Code", reasons.size() == 1 ? "TransactionConflict" : "None");
    return AwsReply.error(
        400, "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", details);
  }
}
