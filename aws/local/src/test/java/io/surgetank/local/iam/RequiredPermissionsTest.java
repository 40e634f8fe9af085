package io.surgetank.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequiredPermissionsTest {
  @Test
  void an_operation_on_a_table_needs_its_permission() {
    assertThat(
            RequiredPermissions.of(
                "DynamoDB_20120810.PutItem", "{\"TableName\":\"t\",\"Item\":{}}"))
        .containsExactly(new RequiredPermission("dynamodb:PutItem", "table/t"));
  }

  @Test
  void a_query_of_an_index_needs_the_permission_on_the_index() {
    assertThat(
            RequiredPermissions.of(
                "DynamoDB_20120810.Query", "{\"TableName\":\"t\",\"IndexName\":\"lines\"}"))
        .containsExactly(new RequiredPermission("dynamodb:Query", "table/t/index/lines"));
  }

  @Test
  void a_transaction_needs_the_permissions_of_its_parts() {
    assertThat(
            RequiredPermissions.of(
                "DynamoDB_20120810.TransactWriteItems",
                """
                {"TransactItems":[{"Put":{"TableName":"t"}},{"Update":{"TableName":"t"}},
                 {"ConditionCheck":{"TableName":"u"}}]}\
                """))
        .containsExactly(
            new RequiredPermission("dynamodb:PutItem", "table/t"),
            new RequiredPermission("dynamodb:UpdateItem", "table/t"),
            new RequiredPermission("dynamodb:ConditionCheckItem", "table/u"));
  }

  @Test
  void a_dynamodb_batch_needs_the_permission_on_each_table() {
    assertThat(
            RequiredPermissions.of(
                "DynamoDB_20120810.BatchGetItem", "{\"RequestItems\":{\"a\":{},\"b\":{}}}"))
        .containsExactly(
            new RequiredPermission("dynamodb:BatchGetItem", "table/a"),
            new RequiredPermission("dynamodb:BatchGetItem", "table/b"));
  }

  @Test
  void an_sqs_batch_needs_the_permission_of_a_single_call() {
    assertThat(
            RequiredPermissions.of(
                "AmazonSQS.SendMessageBatch",
                "{\"QueueUrl\":\"https://sqs.eu-central-1.amazonaws.com/1/orders\"}"))
        .containsExactly(new RequiredPermission("sqs:SendMessage", "orders"));
  }

  @Test
  void an_unknown_call_is_refused() {
    assertThatThrownBy(() -> RequiredPermissions.of("S3.PutObject", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RequiredPermissions.of("AmazonSQS.SendMessage", "not JSON"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
