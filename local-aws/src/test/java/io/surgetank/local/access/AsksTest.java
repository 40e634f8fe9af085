package io.surgetank.local.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AsksTest {
  @Test
  void an_operation_on_a_table_needs_its_own_right() {
    assertThat(Asks.of("DynamoDB_20120810.PutItem", "{\"TableName\":\"t\",\"Item\":{}}"))
        .containsExactly(new Ask("dynamodb:PutItem", "table/t"));
  }

  @Test
  void a_query_of_an_index_needs_the_right_on_the_index() {
    assertThat(Asks.of("DynamoDB_20120810.Query", "{\"TableName\":\"t\",\"IndexName\":\"lines\"}"))
        .containsExactly(new Ask("dynamodb:Query", "table/t/index/lines"));
  }

  @Test
  void a_transaction_needs_the_rights_of_its_parts() {
    assertThat(
            Asks.of(
                "DynamoDB_20120810.TransactWriteItems",
                """
                {"TransactItems":[{"Put":{"TableName":"t"}},{"Update":{"TableName":"t"}},
                 {"ConditionCheck":{"TableName":"u"}}]}\
                """))
        .containsExactly(
            new Ask("dynamodb:PutItem", "table/t"),
            new Ask("dynamodb:UpdateItem", "table/t"),
            new Ask("dynamodb:ConditionCheckItem", "table/u"));
  }

  @Test
  void a_batch_of_dynamodb_needs_the_right_on_each_table() {
    assertThat(Asks.of("DynamoDB_20120810.BatchGetItem", "{\"RequestItems\":{\"a\":{},\"b\":{}}}"))
        .containsExactly(
            new Ask("dynamodb:BatchGetItem", "table/a"),
            new Ask("dynamodb:BatchGetItem", "table/b"));
  }

  @Test
  void a_batch_of_sqs_needs_the_right_of_one() {
    assertThat(
            Asks.of(
                "AmazonSQS.SendMessageBatch",
                "{\"QueueUrl\":\"https://sqs.eu-central-1.amazonaws.com/1/orders\"}"))
        .containsExactly(new Ask("sqs:SendMessage", "orders"));
  }

  @Test
  void what_nobody_knows_is_refused() {
    assertThatThrownBy(() -> Asks.of("S3.PutObject", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Asks.of("AmazonSQS.SendMessage", "not JSON"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
