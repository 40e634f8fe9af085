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

/// Attribute and index names of the table; creates it where no infrastructure code does.
public final class TableSchema {
  static final String KEY = "pk";

  /// Index of jobs, newest first: `listPk` is `pipeline#STATUS#shard`; other partitions list
  /// operators' actions and unreadable messages.
  static final String LISTS = "lists";

  static final String LIST_PK = "listPk";
  static final String LIST_SK = "listSk";

  /// Seconds since 1970, as DynamoDB's time to live requires.
  public static final String EXPIRES_AT = "expiresAt";

  private TableSchema() {}

  /// Creates the table without time to live: DynamoDB Local expires items by the machine's clock,
  /// which a caller with its own clock does not follow.
  public static void create(DynamoDbClient client, String name) {
    client.createTable(table ->
        table
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attribute(KEY, ScalarAttributeType.S),
                attribute(LIST_PK, ScalarAttributeType.S),
                attribute(LIST_SK, ScalarAttributeType.S))
            .keySchema(key(KEY, KeyType.HASH))
            .globalSecondaryIndexes(index(LISTS, LIST_PK, LIST_SK)));
    client.waiter().waitUntilTableExists(table -> table.tableName(name));
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
