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
import java.util.Objects;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Calls DynamoDB: retries unprocessed parts, and throws every SDK exception as an
/// [UncheckedIOException]. The SDK repeats a transaction whose reply is lost with the same token,
/// and DynamoDB applies it once; a repeated write of a single item finds its own [#WRITE_ID].
final class DynamoCalls {
  /// Identifies the last write of an item by [#replace].
  static final String WRITE_ID = "w";

  private static final int MAX_KEYS_READ = 100;

  /// Conflicts end when the other transactions are done; more tries than this have another cause.
  private static final int TRIES = 12;

  private final DynamoDbClient client;
  private final String table;
  private final Sleeper sleeper;

  DynamoCalls(DynamoDbClient client, String table, Sleeper sleeper) {
    this.client = client;
    this.table = table;
    this.sleeper = sleeper;
  }

  /// The existing items of these keys, by key.
  Map<String, ItemReader> read(Collection<String> keys) {
    var rows = new HashMap<String, ItemReader>();
    var all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += MAX_KEYS_READ) {
      var some = all.subList(from, Math.min(all.size(), from + MAX_KEYS_READ));
      var left = Map.of(table, wanted(some.stream().map(ItemKeys::of).toList()));
      for (int attempt = 1; !left.isEmpty(); attempt++) {
        left = readSome(left, rows);
        if (!left.isEmpty()) waitFor(attempt, "DynamoDB left reads unprocessed");
      }
    }
    return rows;
  }

  private Map<String, KeysAndAttributes> readSome(
      Map<String, KeysAndAttributes> wanted, Map<String, ItemReader> rows) {
    return wrappingExceptions(() -> {
      var reply = client.batchGetItem(request -> request.requestItems(wanted));
      for (var item : reply.responses().getOrDefault(table, List.of())) {
        var itemReader = new ItemReader(item);
        rows.put(itemReader.requireText(TableSchema.KEY), itemReader);
      }
      return reply.unprocessedKeys();
    });
  }

  private static KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
  }

  /// Writes everything or, when a condition does not hold, nothing and returns false. Calls
  /// `counts` again for each try.
  boolean write(List<TransactWriteItem> items, Supplier<List<Update.Builder>> counts) {
    for (int attempt = 1; ; attempt++) {
      var all = new ArrayList<TransactWriteItem>();
      for (TransactWriteItem item : items) all.add(inTable(item));
      for (Update.Builder count : counts.get()) all.add(inTable(change(count)));
      try {
        client.transactWriteItems(request -> request.transactItems(all));
        return true;
      } catch (TransactionCanceledException cancelled) {
        if (hasReason(cancelled, "ConditionalCheckFailed")) return false;
        if (!isRetryable(cancelled)) throw failed(cancelled);
        waitFor(attempt, "the table is too busy");
      } catch (SdkException failure) {
        throw failed(failure);
      }
    }
  }

  /// Replaces an item if its version is `version`; otherwise does nothing and returns false. Costs
  /// half of a transaction.
  ///
  /// @param item with a [#WRITE_ID] that no other write has
  boolean replace(Map<String, AttributeValue> item, AttributeValue version) {
    return retryingConflicts(() -> {
      try {
        client.putItem(request ->
            request
                .tableName(table)
                .item(item)
                .conditionExpression("v = :v")
                .expressionAttributeValues(Map.of(":v", version))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return true;
      } catch (ConditionalCheckFailedException changed) {
        // The SDK repeats a request whose reply is lost, after the first has changed the version.
        return item.get(WRITE_ID) != null
            && Objects.equals(item.get(WRITE_ID), changed.item().get(WRITE_ID));
      }
    });
  }

  void update(Update.Builder update) {
    var built = update.build();
    var _ =
        retryingConflicts(() ->
            client.updateItem(request ->
                request
                    .tableName(table)
                    .key(built.key())
                    .updateExpression(built.updateExpression())
                    .expressionAttributeNames(built.expressionAttributeNames())
                    .expressionAttributeValues(built.expressionAttributeValues())));
  }

  /// Does nothing when the update's condition does not hold.
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
    } catch (ConditionalCheckFailedException unchanged) {
      return;
    } catch (SdkException failure) {
      throw failed(failure);
    }
  }

  void put(Map<String, AttributeValue> item) {
    wrappingExceptions(() -> client.putItem(request -> request.tableName(table).item(item)));
  }

  QueryResponse query(QueryRequest.Builder query) {
    return wrappingExceptions(() -> client.query(query.tableName(table).build()));
  }

  ScanResponse scan(Map<String, AttributeValue> after) {
    return wrappingExceptions(() ->
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

  private static boolean hasReason(TransactionCanceledException cancelled, String code) {
    return cancelled.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private static boolean isRetryable(TransactionCanceledException cancelled) {
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

  private void waitFor(int attempt, String problem) {
    if (attempt >= TRIES) throw new UncheckedIOException(new IOException(problem));
    try {
      sleeper.sleep(Duration.ofMillis(5L << Math.min(attempt, 7)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted: " + problem, stopped));
    }
  }

  /// A single write is refused while a transaction has its item.
  private <T> T retryingConflicts(Supplier<T> call) {
    for (int attempt = 1; ; attempt++)
      try {
        return call.get();
      } catch (TransactionConflictException conflict) {
        waitFor(attempt, "the table is too busy");
      } catch (SdkException failure) {
        throw failed(failure);
      }
  }

  private static <T> T wrappingExceptions(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw failed(failure);
    }
  }

  private static UncheckedIOException failed(SdkException cause) {
    return new UncheckedIOException(
        new IOException("DynamoDB call failed: " + cause.getMessage(), cause));
  }
}
