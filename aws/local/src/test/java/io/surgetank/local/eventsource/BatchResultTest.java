package io.surgetank.local.eventsource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.SqsTrigger.Reply;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The conditions of services-sqs-errorhandling.html, "success and failure conditions".
class BatchResultTest {
  private static final Set<String> BATCH = Set.of("id-1", "id-2", "id-3");

  private static BatchResult of(String response) {
    return BatchResult.of(response.getBytes(UTF_8), Reply.BATCH_ITEM_FAILURES, BATCH);
  }

  /// An empty or null list, or an empty or null response: the whole batch was processed.
  @ParameterizedTest
  @ValueSource(
      strings = {"{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "{}", "null", ""})
  void a_response_without_failures_is_a_success(String response) {
    assertThat(of(response)).isEqualTo(new BatchResult.Processed());
  }

  /// Not documented, but observed: a list in the wrong place is ignored
  /// (awsdocs/aws-lambda-developer-guide#320, aws/aws-lambda-go#430,
  /// aws-samples/serverless-snippets#112).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"BatchItemFailures\":[{\"ItemIdentifier\":\"id-1\"}]}",
        "{\"statusCode\":200,\"body\":\"{\\\"batchItemFailures\\\":[]}\"}"
      })
  void a_list_with_another_name_is_ignored(String response) {
    assertThat(of(response)).isEqualTo(new BatchResult.Processed());
  }

  @Test
  void the_reported_messages_are_redelivered() {
    String response =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-3\"},"
            + "{\"itemIdentifier\":\"id-1\"}]}";

    assertThat(of(response)).isEqualTo(new BatchResult.PartlyProcessed(Set.of("id-1", "id-3")));
  }

  /// The identifier of no message in the batch.
  @Test
  void an_unknown_identifier_fails_the_batch() {
    assertMalformed(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-9\"}]}");
  }

  @Test
  void an_empty_identifier_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}");
  }

  @Test
  void a_null_identifier_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[{\"itemIdentifier\":null}]}");
  }

  @Test
  void an_identifier_with_a_wrong_member_name_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[{\"messageId\":\"id-1\"}]}");
    assertMalformed("{\"batchItemFailures\":[{\"ItemIdentifier\":\"id-1\"}]}");
  }

  @Test
  void a_response_that_is_not_json_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[");
    assertMalformed("ok");
  }

  /// Assumed: so does JSON of another structure.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ok\"",
        "7",
        "[]",
        "{\"batchItemFailures\":\"id-1\"}",
        "{\"batchItemFailures\":[\"id-1\"]}",
        "{\"batchItemFailures\":[null]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}"
      })
  void json_of_another_structure_fails_the_batch(String response) {
    assertMalformed(response);
  }

  @Test
  void without_item_failures_the_response_is_ignored() {
    assertThat(BatchResult.of("{".getBytes(UTF_8), Reply.WHOLE_BATCH, BATCH))
        .isEqualTo(new BatchResult.Processed());
  }

  private static void assertMalformed(String response) {
    assertThat(of(response)).as(response).isInstanceOf(BatchResult.Malformed.class);
  }
}
