package io.surgetank.local.eventsource;

import io.surgetank.core.json.Json;
import io.surgetank.local.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// A function with the test's clock, which limits the concurrency of its invocations.
final class FakeLambda {
  private final int concurrency;
  private final Behavior behavior;
  private final List<Call> calls = new ArrayList<>();
  private int running;
  private int peak;

  /// Duration and result of an invocation.
  record Run(Duration takes, InvocationResult end) {}

  record Item(String messageId, String body, int receives) {}

  record Call(Instant began, List<Item> items) {
    List<String> bodies() {
      return items.stream().map(Item::body).toList();
    }
  }

  interface Behavior {
    Run on(List<Item> items);
  }

  FakeLambda(int concurrency, Behavior behavior) {
    this.concurrency = concurrency;
    this.behavior = behavior;
  }

  static FakeLambda unbounded(Behavior behavior) {
    return new FakeLambda(Integer.MAX_VALUE, behavior);
  }

  /// Processes everything in this time.
  static Behavior fine(Duration takes) {
    return _ -> new Run(takes, ok());
  }

  static InvocationResult ok() {
    return answer("{\"batchItemFailures\":[]}");
  }

  static InvocationResult answer(String json) {
    return new InvocationResult.Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  static InvocationResult itemFailures(List<String> messageIds) {
    ArrayNode failures = Json.MAPPER.createArrayNode();
    messageIds.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return answer(Json.write(Json.MAPPER.createObjectNode().set("batchItemFailures", failures)));
  }

  static InvocationResult error() {
    return new InvocationResult.Failed("java.lang.IllegalStateException", "no");
  }

  /// Empty when the invocation is throttled.
  Optional<Run> begin(byte[] event, Instant now) {
    if (running >= concurrency) return Optional.empty();
    running++;
    peak = Math.max(peak, running);
    var items = new ArrayList<Item>();
    for (JsonNode record : Json.MAPPER.readTree(event).path("Records"))
      items.add(
          new Item(
              record.path("messageId").asString(),
              record.path("body").asString(),
              Integer.parseInt(
                  record.path("attributes").path("ApproximateReceiveCount").asString())));
    calls.add(new Call(now, items));
    return Optional.of(behavior.on(items));
  }

  void end() {
    running--;
  }

  int peak() {
    return peak;
  }

  List<Call> calls() {
    return calls;
  }

  /// The bodies of all invocations, with duplicates.
  List<String> bodies() {
    return calls.stream().flatMap(call -> call.bodies().stream()).toList();
  }
}
