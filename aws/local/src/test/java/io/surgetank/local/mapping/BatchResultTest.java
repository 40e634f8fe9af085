package io.surgetank.local.mapping;

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

  private static BatchResult of(String answer) {
    return BatchResult.of(answer.getBytes(UTF_8), Reply.BATCH_ITEM_FAILURES, BATCH);
  }

  /// An empty or null list, an empty or null answer: all of the batch is worked.
  @ParameterizedTest
  @ValueSource(
      strings = {"{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "{}", "null", ""})
  void nothing_named_is_success(String answer) {
    assertThat(of(answer)).isEqualTo(new BatchResult.Worked());
  }

  /// Not in the table, but seen: an answer without the list in the place where it belongs counts as
  /// one without a list (awsdocs/aws-lambda-developer-guide#320, aws/aws-lambda-go#430,
  /// aws-samples/serverless-snippets#112).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"BatchItemFailures\":[{\"ItemIdentifier\":\"id-1\"}]}",
        "{\"statusCode\":200,\"body\":\"{\\\"batchItemFailures\\\":[]}\"}"
      })
  void a_list_under_another_name_is_not_seen(String answer) {
    assertThat(of(answer)).isEqualTo(new BatchResult.Worked());
  }

  @Test
  void those_named_come_again() {
    String answer =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-3\"},"
            + "{\"itemIdentifier\":\"id-1\"}]}";

    assertThat(of(answer)).isEqualTo(new BatchResult.WorkedBut(Set.of("id-1", "id-3")));
  }

  /// An identifier that is of no message of the batch.
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
  void an_identifier_under_a_wrong_key_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[{\"messageId\":\"id-1\"}]}");
    assertMalformed("{\"batchItemFailures\":[{\"ItemIdentifier\":\"id-1\"}]}");
  }

  @Test
  void an_answer_that_is_not_json_fails_the_batch() {
    assertMalformed("{\"batchItemFailures\":[");
    assertMalformed("ok");
  }

  /// Assumed: JSON of another shape cannot be trusted either.
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
  void json_of_another_shape_fails_the_batch(String answer) {
    assertMalformed(answer);
  }

  @Test
  void without_item_failures_nobody_looks_at_the_answer() {
    assertThat(BatchResult.of("{".getBytes(UTF_8), Reply.WHOLE_BATCH, BATCH))
        .isEqualTo(new BatchResult.Worked());
  }

  private static void assertMalformed(String answer) {
    assertThat(of(answer)).as(answer).isInstanceOf(BatchResult.Malformed.class);
  }
}
