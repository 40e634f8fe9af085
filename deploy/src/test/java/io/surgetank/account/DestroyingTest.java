package io.surgetank.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Jobs;
import io.surgetank.release.Left;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage is looked at, taken away, and what is left is told.
class DestroyingTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_destroy_that_is_held_changes_nothing() throws Exception {
    stage.apply(Stage.orders(1));
    stage.standIn.counts(
        "surgetank-dev-orders",
        Map.of(
            "ApproximateNumberOfMessages", 1,
            "ApproximateNumberOfMessagesNotVisible", 2,
            "ApproximateNumberOfMessagesDelayed", 4));
    stage.standIn.counts("surgetank-dev-orders-dlq", Map.of("ApproximateNumberOfMessages", 8));
    int asked = stage.standIn.asked().size();

    assertThat(stage.destroy(false)).isEqualTo(new Destroyed.Held());

    assertThat(stage.looks.getLast().messages()).isEqualTo(15);
    assertThat(stage.looks.getLast().jobs())
        .isEqualTo(new Jobs.Counted(Map.of("orders", 2L), Map.of()));
    assertThat(stage.standIn.asked().subList(asked, stage.standIn.asked().size()))
        .containsOnly("sqs:ListQueues", "sqs:GetQueueAttributes", "dynamodb:DescribeTable");
  }

  @Test
  void a_destroy_leaves_nothing_not_even_the_bucket() throws Exception {
    stage.apply(Stage.orders(1));
    stage.apply(Stage.orders(2));
    stage.standIn.takes(2);

    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    assertThat(stage.standIn.stacks()).isEmpty();
    assertThat(stage.standIn.buckets().names()).isEmpty();
    assertThat(stage.destroy(true)).as("again").isEqualTo(new Destroyed.Done(List.of()));
  }

  @Test
  void what_is_not_the_stage_s_stays_and_what_is_left_is_told() throws Exception {
    stage.apply(Stage.orders(1));
    var shelf = stage.account.bucket(Stage.BUCKET).shelf();
    shelf.put("surgetank-prod/0123456789abcdef.zip", Stage.zip(9));
    shelf.put("surgetank-dev/notes.txt", Stage.zip(9));
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev-forgotten");
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev2-orders");
    stage.standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev-late");
    stage.standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev2-worker");
    stage.standIn.holds("AWS::Logs::LogGroup", "/aws/http-api/surgetank-dev2");

    var destroyed = stage.destroy(true);

    assertThat(destroyed).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).left())
        .extracting(Left::name)
        .containsExactly("surgetank-dev-forgotten", "/aws/lambda/surgetank-dev-late", Stage.BUCKET);
    assertThat(stage.standIn.buckets().keys(Stage.BUCKET))
        .containsExactly("surgetank-dev/notes.txt", "surgetank-prod/0123456789abcdef.zip");
  }
}
