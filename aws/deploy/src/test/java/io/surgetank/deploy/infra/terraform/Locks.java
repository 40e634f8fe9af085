package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.infra.account.Answer;
import io.surgetank.deploy.infra.account.Asked;
import io.surgetank.deploy.infra.account.Service;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// As much of DynamoDB as locking a state takes.
public final class Locks implements Service {
  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  /// Somebody else holds the lock of this state.
  void lock(String id) {
    items.put(id, JsonMapper.shared().readTree("{\"LockID\":{\"S\":\"%s\"}}".formatted(id)));
  }

  boolean isLocked(String id) {
    return items.containsKey(id);
  }

  @Override
  public Answer answer(Asked asked) {
    JsonNode json = asked.json();
    boolean isPut = asked.action().equals("PutItem");
    String id = (isPut ? json.path("Item") : json.path("Key")).at("/LockID/S").asString();
    if (isPut && json.has("ConditionExpression") && items.containsKey(id))
      return Answer.json(
          400,
          Map.of("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"));
    if (isPut) items.put(id, json.path("Item"));
    if (asked.action().equals("DeleteItem")) items.remove(id);
    boolean isFound = asked.action().equals("GetItem") && items.containsKey(id);
    return Answer.json(200, isFound ? Map.of("Item", items.getOrDefault(id, json)) : Map.of());
  }
}
