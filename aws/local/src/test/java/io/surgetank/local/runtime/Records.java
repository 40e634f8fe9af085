package io.surgetank.local.runtime;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Changes jobs in the table directly, to states that otherwise need failures or weeks.
/// docs/aws/backend.md describes the table.
record Records(DynamoDbClient dynamo, String table) {
  static Records of(Deployed deployed) {
    return new Records(deployed.aws.localClients().dynamo(), deployed.stack.dynamoTable().name());
  }

  Map<String, AttributeValue> read(String key) {
    return dynamo
        .getItem(get -> get.tableName(table).consistentRead(true).key(Map.of("pk", fromS(key))))
        .item();
  }

  /// As a receiver leaves the job that ends between storing and sending.
  void unsend(String id, Instant at) {
    var item = new HashMap<>(read("J#" + id));
    item.put("unsent", fromBool(true));
    item.put("sentAt", fromN(Long.toString(at.toEpochMilli())));
    put(item);
  }

  boolean isUnsent(String id) {
    return read("J#" + id).containsKey("unsent");
  }

  /// As if the job had been accepted earlier by this time and its message was deleted; returns its
  /// new id, which contains the time.
  String older(String id, Duration by) {
    UUID old = UUID.fromString(id);
    // The first 48 bits are its time in milliseconds.
    long time = old.getMostSignificantBits() - (by.toMillis() << 16);
    String aged = new UUID(time, old.getLeastSignificantBits()).toString();
    Instant sentAt = sentAt(id).minus(by);
    var job = move("J#" + id, "J#" + aged);
    job.put("listSk", fromS(aged));
    job.put("sentAt", fromN(Long.toString(sentAt.toEpochMilli())));
    put(job);
    return aged;
  }

  Instant sentAt(String id) {
    var sent = Objects.requireNonNull(read("J#" + id).get("sentAt"), id);
    return Instant.ofEpochMilli(Long.parseLong(sent.n()));
  }

  private Map<String, AttributeValue> move(String from, String to) {
    var item = new HashMap<>(read(from));
    dynamo.deleteItem(delete -> delete.tableName(table).key(Map.of("pk", fromS(from))));
    item.put("pk", fromS(to));
    return item;
  }

  private void put(Map<String, AttributeValue> item) {
    dynamo.putItem(put -> put.tableName(table).item(item));
  }
}
