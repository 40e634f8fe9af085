package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import tools.jackson.databind.JsonNode;

/// A request of a function to DynamoDB or SQS.
///
/// @param operation `TransactWriteItems`
record ServiceCall(Service service, String operation, String body, SdkHttpRequest request) {
  enum Service {
    DYNAMODB,
    SQS
  }

  static ServiceCall of(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    return new ServiceCall(
        target.startsWith("AmazonSQS.") ? Service.SQS : Service.DYNAMODB,
        target.substring(target.lastIndexOf('.') + 1),
        body(request),
        request.httpRequest());
  }

  private static String body(HttpExecuteRequest request) {
    if (request.contentStreamProvider().isEmpty()) return "";
    try (var stream = request.contentStreamProvider().get().newStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  JsonNode json() {
    return Json.read(body);
  }

  ServiceCall with(JsonNode other) {
    return new ServiceCall(service, operation, Json.write(other), request);
  }

  @Override
  public String toString() {
    return service + "." + operation;
  }
}
