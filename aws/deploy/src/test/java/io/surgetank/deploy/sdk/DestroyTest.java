package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.RemainingResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage is looked at, taken away, and what is left is told.
class DestroyTest {
  private final StageHarness stageHarness = new StageHarness();

  @AfterEach
  void close() {
    stageHarness.close();
  }

  @Test
  void a_destroy_that_is_held_changes_nothing() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.standIn.counts(
        "surgetank-dev-orders",
        Map.of(
            "ApproximateNumberOfMessages", 1,
            "ApproximateNumberOfMessagesNotVisible", 2,
            "ApproximateNumberOfMessagesDelayed", 4));
    stageHarness.standIn.counts(
        "surgetank-dev-orders-dlq", Map.of("ApproximateNumberOfMessages", 8));
    int asked = stageHarness.standIn.asked().size();

    assertThat(stageHarness.destroy(false)).isEqualTo(new Destroyed.Declined());

    assertThat(stageHarness.looks.getLast().messages()).isEqualTo(15);
    assertThat(stageHarness.looks.getLast().jobCounts())
        .isEqualTo(new JobCounts.Counted(Map.of("orders", 2L), Map.of()));
    assertThat(stageHarness.standIn.asked().subList(asked, stageHarness.standIn.asked().size()))
        .containsOnly("sqs:ListQueues", "sqs:GetQueueAttributes", "dynamodb:DescribeTable");
  }

  @Test
  void a_destroy_leaves_nothing_not_even_the_bucket() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.apply(StageHarness.orders(2));
    stageHarness.standIn.takes(2);

    assertThat(stageHarness.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    assertThat(stageHarness.standIn.stacks()).isEmpty();
    assertThat(stageHarness.standIn.buckets().names()).isEmpty();
    assertThat(stageHarness.destroy(true)).as("again").isEqualTo(new Destroyed.Done(List.of()));
  }

  @Test
  void what_is_not_the_stage_s_stays_and_what_is_left_is_told() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    var objectStore = stageHarness.awsAccount.bucket(StageHarness.BUCKET).objects();
    objectStore.put("surgetank-prod/0123456789abcdef.zip", StageHarness.zip(9));
    objectStore.put("surgetank-dev/notes.txt", StageHarness.zip(9));
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev-forgotten");
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev2-orders");
    stageHarness.standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev-late");
    stageHarness.standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev2-worker");
    stageHarness.standIn.holds("AWS::Logs::LogGroup", "/aws/http-api/surgetank-dev2");

    var destroyed = stageHarness.destroy(true);

    assertThat(destroyed).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).remaining())
        .extracting(RemainingResource::name)
        .containsExactly(
            "surgetank-dev-forgotten", "/aws/lambda/surgetank-dev-late", StageHarness.BUCKET);
    assertThat(stageHarness.standIn.buckets().keys(StageHarness.BUCKET))
        .containsExactly("surgetank-dev/notes.txt", "surgetank-prod/0123456789abcdef.zip");
  }
}
