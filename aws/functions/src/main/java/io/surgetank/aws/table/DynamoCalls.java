package io.surgetank.aws.table;

import io.surgetank.core.handler.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Calls to DynamoDB: complete (what was left unprocessed is asked for again), with every surprise
/// as an [UncheckedIOException]. A write whose reply is lost is repeated by the SDK under the same
/// token, and DynamoDB does it once.
final class DynamoCalls {
  private static final int MAX_KEYS_READ = 100;

  /// Collisions end when the others are done; more tries than this mean something else is wrong.
  private static final int TRIES = 12;

  private final DynamoDbClient client;
  private final String table;
  private final Sleeper sleeper;

  DynamoCalls(DynamoDbClient client, String table, Sleeper sleeper) {
    this.client = client;
    this.table = table;
    this.sleeper = sleeper;
  }

  /// The items of these keys that there are, by key.
  Map<String, ItemReader> read(Collection<String> keys) {
    var rows = new HashMap<String, ItemReader>();
    var all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += MAX_KEYS_READ) {
      var some = all.subList(from, Math.min(all.size(), from + MAX_KEYS_READ));
      var left = Map.of(table, wanted(some.stream().map(ItemKeys::of).toList()));
      for (int turn = 1; !left.isEmpty(); turn++) {
        left = readSome(left, rows);
        if (!left.isEmpty()) waitFor(turn, "the table left reads undone");
      }
    }
    return rows;
  }

  private Map<String, KeysAndAttributes> readSome(
      Map<String, KeysAndAttributes> wanted, Map<String, ItemReader> rows) {
    return guarded(() -> {
      var reply = client.batchGetItem(request -> request.requestItems(wanted));
      for (var item : reply.responses().getOrDefault(table, List.of())) {
        var itemReader = new ItemReader(item);
        rows.put(itemReader.said(TableSchema.KEY), itemReader);
      }
      return reply.unprocessedKeys();
    });
  }

  private static KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
  }

  /// Writes all of it or, when a condition does not hold, nothing and answers false. What counts is
  /// asked for anew on each try.
  boolean write(List<TransactWriteItem> items, Supplier<List<Update.Builder>> counts) {
    for (int turn = 1; ; turn++) {
      var all = new ArrayList<TransactWriteItem>();
      for (TransactWriteItem item : items) all.add(inTable(item));
      for (Update.Builder count : counts.get()) all.add(inTable(change(count)));
      try {
        client.transactWriteItems(request -> request.transactItems(all));
        return true;
      } catch (TransactionCanceledException cancelled) {
        if (says(cancelled, "ConditionalCheckFailed")) return false;
        if (!isPassing(cancelled)) throw broken(cancelled);
        waitFor(turn, "the table was too busy");
      } catch (SdkException unwritten) {
        throw broken(unwritten);
      }
    }
  }

  void update(Update.Builder update) {
    var built = update.build();
    guarded(() ->
        client.updateItem(request ->
            request
                .tableName(table)
                .key(built.key())
                .updateExpression(built.updateExpression())
                .expressionAttributeNames(built.expressionAttributeNames())
                .expressionAttributeValues(built.expressionAttributeValues())));
  }

  /// An update that is left undone when its condition does not hold.
  void updateIf(Update.Builder update) {
    var built = update.build();
    try {
      client.updateItem(request ->
          request
              .tableName(table)
              .key(built.key())
              .updateExpression(built.updateExpression())
              .conditionExpression(built.conditionExpression())
              .expressionAttributeValues(built.expressionAttributeValues()));
    } catch (ConditionalCheckFailedException otherwise) {
      return;
    } catch (SdkException unwritten) {
      throw broken(unwritten);
    }
  }

  void put(Map<String, AttributeValue> item) {
    guarded(() -> client.putItem(request -> request.tableName(table).item(item)));
  }

  QueryResponse query(QueryRequest.Builder query) {
    return guarded(() -> client.query(query.tableName(table).build()));
  }

  ScanResponse scan(Map<String, AttributeValue> after) {
    return guarded(() ->
        client.scan(request -> {
          request.tableName(table).consistentRead(true);
          if (!after.isEmpty()) request.exclusiveStartKey(after);
        }));
  }

  static TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    var put = Put.builder().item(item).conditionExpression(condition);
    if (!values.isEmpty()) put.expressionAttributeValues(values);
    return TransactWriteItem.builder().put(put.build()).build();
  }

  static TransactWriteItem delete(
      String key, String condition, Map<String, AttributeValue> values) {
    var delete = Delete.builder().key(ItemKeys.of(key));
    if (!condition.isEmpty()) delete.conditionExpression(condition);
    if (!values.isEmpty()) delete.expressionAttributeValues(values);
    return TransactWriteItem.builder().delete(delete.build()).build();
  }

  static TransactWriteItem change(Update.Builder update) {
    return TransactWriteItem.builder().update(update.build()).build();
  }

  private TransactWriteItem inTable(TransactWriteItem item) {
    var named = item.toBuilder();
    if (item.put() != null) named.put(item.put().toBuilder().tableName(table).build());
    if (item.update() != null) named.update(item.update().toBuilder().tableName(table).build());
    if (item.delete() != null) named.delete(item.delete().toBuilder().tableName(table).build());
    return named.build();
  }

  private static boolean says(TransactionCanceledException cancelled, String code) {
    return cancelled.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private static boolean isPassing(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .allMatch(code ->
            List.of(
                    "None",
                    "TransactionConflict",
                    "ThrottlingError",
                    "ProvisionedThroughputExceeded")
                .contains(code));
  }

  private void waitFor(int turn, String why) {
    if (turn >= TRIES) throw new UncheckedIOException(new IOException(why));
    try {
      sleeper.sleep(Duration.ofMillis(5L << Math.min(turn, 7)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while " + why, stopped));
    }
  }

  private static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException surprise) {
      throw broken(surprise);
    }
  }

  private static UncheckedIOException broken(SdkException surprise) {
    return new UncheckedIOException(
        new IOException("DynamoDB could not be used: " + surprise.getMessage(), surprise));
  }
}
