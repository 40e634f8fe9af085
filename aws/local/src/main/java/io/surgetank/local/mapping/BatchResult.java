package io.surgetank.local.mapping;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.SqsTrigger;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What an answer says of its batch.
sealed interface BatchResult {
  /// All of it is worked.
  record Worked() implements BatchResult {}

  /// All of it but these, which come again.
  record WorkedBut(Set<String> messageIds) implements BatchResult {}

  /// None of it is worked: the answer cannot be trusted.
  record Malformed(String why) implements BatchResult {}

  static BatchResult of(byte[] answer, SqsTrigger.Reply reply, Set<String> batch) {
    return switch (reply) {
      case WHOLE_BATCH -> new Worked();
      case BATCH_ITEM_FAILURES -> of(answer, batch);
    };
  }

  private static BatchResult of(byte[] answer, Set<String> batch) {
    JsonNode reply;
    try {
      // A function that returns nothing answers with an empty body or `null`.
      reply = answer.length == 0 ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(answer);
    } catch (JacksonException unreadable) {
      return new Malformed("the answer is not JSON");
    }
    if (reply.isNull()) return new Worked();
    if (!reply.isObject()) return new Malformed("the answer is not an object");
    JsonNode failures = reply.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) return new Worked();
    if (!failures.isArray()) return new Malformed("batchItemFailures is not a list");
    return listed(failures, batch);
  }

  private static BatchResult listed(JsonNode failures, Set<String> batch) {
    var failed = new HashSet<String>();
    for (JsonNode failure : failures) {
      JsonNode identifier = failure.path("itemIdentifier");
      if (!identifier.isString()) return new Malformed("an entry has no itemIdentifier");
      if (!batch.contains(identifier.asString()))
        return new Malformed("an itemIdentifier is not of this batch");
      failed.add(identifier.asString());
    }
    return failed.isEmpty() ? new Worked() : new WorkedBut(Set.copyOf(failed));
  }
}
