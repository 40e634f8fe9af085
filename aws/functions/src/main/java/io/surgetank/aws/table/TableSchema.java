package io.surgetank.aws.table;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The table's names, and how it is made where no infrastructure code makes it.
public final class TableSchema {
  static final String KEY = "pk";

  /// Lists, newest first: `line` is `pipeline#STATUS#shard`, or what else is listed.
  static final String LINES = "lines";

  static final String LINE = "line";
  static final String PLACE = "place";

  /// Jobs whose message may be missing. Sparse: the two attributes are there only while it may be.
  static final String OUTBOX = "outbox";

  static final String OUTBOX_AT = "outboxAt";

  /// Seconds since 1970, as DynamoDB's time to live wants them.
  public static final String EXPIRES_AT = "expiresAt";

  private TableSchema() {}

  public static void create(DynamoDbClient client, String name) {
    client.createTable(table ->
        table
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attribute(KEY, ScalarAttributeType.S),
                attribute(LINE, ScalarAttributeType.S),
                attribute(PLACE, ScalarAttributeType.S),
                attribute(OUTBOX, ScalarAttributeType.S),
                attribute(OUTBOX_AT, ScalarAttributeType.N))
            .keySchema(key(KEY, KeyType.HASH))
            .globalSecondaryIndexes(index(LINES, LINE, PLACE), index(OUTBOX, OUTBOX, OUTBOX_AT)));
    client.waiter().waitUntilTableExists(table -> table.tableName(name));
    client.updateTimeToLive(table ->
        table
            .tableName(name)
            .timeToLiveSpecification(ttl -> ttl.attributeName(EXPIRES_AT).enabled(true)));
  }

  private static GlobalSecondaryIndex index(String name, String hash, String range) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(List.of(key(hash, KeyType.HASH), key(range, KeyType.RANGE)))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
