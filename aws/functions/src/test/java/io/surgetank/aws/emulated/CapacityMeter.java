package io.surgetank.aws.emulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Measures the capacity units of the calls of DynamoDB. Read units are those that the responses
/// report.
///
/// Write units are computed from the stored items before and after each call, by the rules of AWS:
/// an item costs a unit for each started kilobyte of the larger of the two, twice that in a
/// transaction; an index entry costs one write to add or to remove, so two if its key changes.
/// DynamoDB Local reports more for transactions.
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html,
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html)
public final class CapacityMeter implements ExecutionInterceptor {
  private static final ExecutionAttribute<Map<Key, Map<String, AttributeValue>>> BEFORE =
      new ExecutionAttribute<>("before");

  /// The keys of the table's indexes.
  private static final Map<String, String> INDEXES = Map.of("listPk", "listSk");

  /// The type of a call.
  public enum Kind {
    READ,
    /// A write that starts an attempt.
    START,
    OTHER_WRITE
  }

  /// The units of one call.
  public record Consumed(Kind kind, double units) {}

  private record Key(String table, String pk) {}

  private final DynamoDbClient observer = EmulatorClients.dynamo(EmulatedDynamo.endpoint());
  private final Queue<Consumed> calls = new ConcurrentLinkedQueue<>();

  /// The calls since the start or the last reset.
  public List<Consumed> calls() {
    return List.copyOf(calls);
  }

  public void reset() {
    calls.clear();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return context.request() instanceof BatchGetItemRequest read
        ? read.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build()
        : context.request();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attributes.putAttribute(BEFORE, items(written(context.request())));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.response() instanceof BatchGetItemResponse read)
      read.consumedCapacity()
          .forEach(table -> calls.add(new Consumed(Kind.READ, table.capacityUnits())));
    Set<Key> keys = written(context.request());
    if (keys.isEmpty()) return;
    Map<Key, Map<String, AttributeValue>> before = attributes.getAttribute(BEFORE);
    Map<Key, Map<String, AttributeValue>> after = items(keys);
    int factor = context.request() instanceof TransactWriteItemsRequest ? 2 : 1;
    int units = 0;
    var kind = Kind.OTHER_WRITE;
    for (Key key : keys) {
      Map<String, AttributeValue> old = before.getOrDefault(key, Map.of());
      Map<String, AttributeValue> stored = after.getOrDefault(key, Map.of());
      units += factor * Math.max(ItemSize.writeUnits(old), ItemSize.writeUnits(stored));
      units += indexWrites(old, stored);
      if (isRunning(stored) && !isRunning(old)) kind = Kind.START;
    }
    calls.add(new Consumed(kind, units));
  }

  private static int indexWrites(
      Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    int writes = 0;
    for (var index : INDEXES.entrySet()) {
      List<AttributeValue> old = entry(before, index);
      List<AttributeValue> stored = entry(after, index);
      if (!old.equals(stored)) writes += (old.isEmpty() ? 0 : 1) + (stored.isEmpty() ? 0 : 1);
    }
    return writes;
  }

  /// Empty unless the item is in the index.
  private static List<AttributeValue> entry(
      Map<String, AttributeValue> item, Map.Entry<String, String> index) {
    AttributeValue hash = item.get(index.getKey());
    AttributeValue range = item.get(index.getValue());
    return hash == null || range == null ? List.of() : List.of(hash, range);
  }

  private static boolean isRunning(Map<String, AttributeValue> item) {
    return AttributeValue.fromS("PROCESSING").equals(item.get("status"));
  }

  private static Set<Key> written(SdkRequest request) {
    var keys = new ArrayList<Key>();
    switch (request) {
      case PutItemRequest put -> keys.add(key(put.tableName(), put.item()));
      case UpdateItemRequest update -> keys.add(key(update.tableName(), update.key()));
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().forEach(item -> keys.add(key(item)));
      default -> {
        // Writes nothing.
      }
    }
    return Set.copyOf(keys);
  }

  private static Key key(TransactWriteItem item) {
    if (item.put() != null) return key(item.put().tableName(), item.put().item());
    if (item.update() != null) return key(item.update().tableName(), item.update().key());
    return key(item.delete().tableName(), item.delete().key());
  }

  private static Key key(String table, Map<String, AttributeValue> attributes) {
    return new Key(table, attributes.get("pk").s());
  }

  /// Those that exist.
  private Map<Key, Map<String, AttributeValue>> items(Set<Key> keys) {
    var items = new HashMap<Key, Map<String, AttributeValue>>();
    for (Key key : keys) {
      var found =
          observer.getItem(get ->
              get.tableName(key.table())
                  .consistentRead(true)
                  .key(Map.of("pk", AttributeValue.fromS(key.pk()))));
      if (found.hasItem()) items.put(key, found.item());
    }
    return items;
  }
}
