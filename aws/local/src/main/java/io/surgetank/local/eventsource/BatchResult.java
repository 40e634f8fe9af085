package io.surgetank.local.eventsource;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.SqsTrigger;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The result of a batch, by the function's response.
sealed interface BatchResult {
  /// All messages were processed.
  record Processed() implements BatchResult {}

  /// All messages but these were processed.
  record PartlyProcessed(Set<String> messageIds) implements BatchResult {}

  /// The response is invalid: no message counts as processed.
  record Malformed(String problem) implements BatchResult {}

  static BatchResult of(byte[] response, SqsTrigger.Reply reply, Set<String> batch) {
    return switch (reply) {
      case WHOLE_BATCH -> new Processed();
      case BATCH_ITEM_FAILURES -> of(response, batch);
    };
  }

  private static BatchResult of(byte[] response, Set<String> batch) {
    JsonNode reply;
    try {
      // A function that returns nothing has an empty response or `null`.
      reply = response.length == 0 ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(response);
    } catch (JacksonException unreadable) {
      return new Malformed("the response is not JSON");
    }
    if (reply.isNull()) return new Processed();
    if (!reply.isObject()) return new Malformed("the response is not an object");
    JsonNode failures = reply.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) return new Processed();
    if (!failures.isArray()) return new Malformed("batchItemFailures is not an array");
    return listed(failures, batch);
  }

  private static BatchResult listed(JsonNode failures, Set<String> batch) {
    var failed = new HashSet<String>();
    for (JsonNode failure : failures) {
      JsonNode identifier = failure.path("itemIdentifier");
      if (!identifier.isString()) return new Malformed("an entry has no itemIdentifier");
      if (!batch.contains(identifier.asString()))
        return new Malformed("an itemIdentifier is not in this batch");
      failed.add(identifier.asString());
    }
    return failed.isEmpty() ? new Processed() : new PartlyProcessed(Set.copyOf(failed));
  }
}
