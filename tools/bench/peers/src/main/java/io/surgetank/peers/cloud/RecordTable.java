package io.surgetank.peers.cloud;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The table of orders by id.
record RecordTable(DynamoDbClient dynamo) {
  private static final String NAME = "orders";

  void create() {
    if (dynamo.listTables().tableNames().contains(NAME)) return;
    var id = AttributeDefinition.builder().attributeName("id");
    var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
    var _ =
        dynamo.createTable(request ->
            request
                .tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(id.attributeType(ScalarAttributeType.S).build())
                .keySchema(key));
  }

  void put(Order order) {
    var _ =
        dynamo.putItem(request ->
            request
                .tableName(NAME)
                .item(item(order))
                .conditionExpression("attribute_not_exists(id)"));
  }

  void put(List<Order> orders) {
    var puts =
        orders.stream()
            .map(order -> PutRequest.builder().item(item(order)).build())
            .map(put -> WriteRequest.builder().putRequest(put).build())
            .toList();
    var _ = dynamo.batchWriteItem(request -> request.requestItems(Map.of(NAME, puts)));
  }

  private static Map<String, AttributeValue> item(Order order) {
    return Map.of("id", text(order.id().toString()), "payload", text(order.payload()));
  }

  void store(UUID id, BigDecimal total) {
    var _ =
        dynamo.updateItem(request ->
            request
                .tableName(NAME)
                .key(Map.of("id", text(id.toString())))
                .updateExpression("SET orderTotal = :total")
                .expressionAttributeValues(
                    Map.of(":total", AttributeValue.fromN(total.toPlainString()))));
  }

  Optional<OrderStatus> find(UUID id) {
    var found =
        dynamo.getItem(request -> request.tableName(NAME).key(Map.of("id", text(id.toString()))));
    if (!found.hasItem()) return Optional.empty();
    return Optional.of(
        Optional.ofNullable(found.item().get("orderTotal"))
            .<OrderStatus>map(total -> new OrderStatus.Processed(new BigDecimal(total.n())))
            .orElseGet(OrderStatus.Waiting::new));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
