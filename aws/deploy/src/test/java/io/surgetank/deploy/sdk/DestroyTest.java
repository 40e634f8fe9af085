package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.RemainingResource;
import io.surgetank.deploy.infra.moto.Moto;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stage is examined and removed by the AWS SDK, in moto; what remains is listed.
class DestroyTest {
  private static Moto moto;
  private StageHarness stage;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    moto = Moto.start(temp);
  }

  @AfterAll
  static void stop() {
    moto.close();
  }

  @BeforeEach
  void open() throws Exception {
    stage = new StageHarness(moto);
    stage.apply(StageHarness.orders(1));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_declined_destroy_reports_all_messages_and_changes_nothing() throws Exception {
    stage.contents.send("surgetank-dev-orders", 2);
    String url = stage.contents.url("surgetank-dev-orders");
    stage.contents.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(2));
    stage.contents.send("surgetank-dev-orders", 1);
    for (int i = 0; i < 4; i++)
      stage
          .contents
          .sqs()
          .sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(900));
    stage.contents.send("surgetank-dev-orders-dlq", 8);
    var resources = stage.contents.resources(StageHarness.STACK);

    assertThat(stage.destroy(false)).isEqualTo(new Destroyed.Declined());

    var question = stage.questions.getLast();
    assertThat(question.messages()).isEqualTo(15);
    assertThat(question.queues().getFirst())
        .satisfies(queue -> {
          assertThat(queue.visible()).isEqualTo(1);
          assertThat(queue.inFlight()).isEqualTo(2);
          assertThat(queue.delayed()).isEqualTo(4);
        });
    assertThat(question.jobCounts())
        .isEqualTo(new JobCounts.Counted(Map.of("orders", 2L), Map.of()));
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stage.contents.resources(StageHarness.STACK)).isEqualTo(resources);
    stage.awsAccount.cloudFormation().delete(StageHarness.STACK);
    assertThat(stage.status()).as("the table is still protected").isEqualTo("DELETE_FAILED");
  }

  @Test
  void a_destroy_removes_everything_with_the_bucket() throws Exception {
    stage.apply(StageHarness.orders(2));

    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    assertThat(stage.contents.stacks()).isEmpty();
    assertThat(stage.contents.buckets()).isEmpty();
    assertThat(stage.destroy(true)).as("again").isEqualTo(new Destroyed.Done(List.of()));
  }

  @Test
  void resources_of_others_remain_and_remaining_ones_of_the_stage_are_listed() throws Exception {
    var objectStore = stage.awsAccount.bucket(StageHarness.BUCKET).objects();
    objectStore.put("surgetank-prod/0123456789abcdef.zip", StageHarness.zip(9));
    objectStore.put("surgetank-dev/notes.txt", StageHarness.zip(9));
    stage.contents.queue("surgetank-dev-forgotten");
    stage.contents.queue("surgetank-dev2-orders");
    for (String group :
        List.of(
            "/aws/lambda/surgetank-dev-late",
            "/aws/lambda/surgetank-dev2-worker",
            "/aws/http-api/surgetank-dev2"))
      stage.contents.logs().createLogGroup(request -> request.logGroupName(group));

    var destroyed = stage.destroy(true);

    assertThat(destroyed).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).remaining())
        .extracting(RemainingResource::name)
        .containsExactly(
            "surgetank-dev-forgotten", "/aws/lambda/surgetank-dev-late", StageHarness.BUCKET);
    assertThat(stage.contents.keys(StageHarness.BUCKET))
        .containsExactly("surgetank-dev/notes.txt", "surgetank-prod/0123456789abcdef.zip");
  }
}
