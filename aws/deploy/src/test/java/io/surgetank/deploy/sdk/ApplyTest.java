package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.OperatorToken;
import io.surgetank.deploy.deployment.PendingWork;
import io.surgetank.deploy.deployment.PlanOperation.Plan;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.PlannedChange.Action;
import io.surgetank.deploy.infra.moto.Moto;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// A stage is planned, created and changed by the AWS SDK, in moto.
class ApplyTest {
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
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_plan_without_a_stack_creates_nothing() throws Exception {
    assertThat(stage.plan(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Plan.Changes.class,
            plan -> {
              assertThat(plan.newStack()).isTrue();
              assertThat(plan.changes()).hasSizeGreaterThan(30);
            });
    assertThat(stage.contents.stacks()).isEmpty();
    assertThat(stage.contents.buckets()).isEmpty();
  }

  @Test
  void an_apply_creates_bucket_and_stack_and_protects_the_table_at_its_end() throws Exception {
    var done = StageHarness.done(stage.apply(StageHarness.orders(1)));

    assertThat(done.created()).isTrue();
    assertThat(done.url()).startsWith("http");
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stage.contents.keys(StageHarness.BUCKET))
        .singleElement()
        .asString()
        .matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(stage.progress)
        .anyMatch(line -> line.contains("created") && line.contains("OrdersQueue"));
    stage.awsAccount.cloudFormation().delete(StageHarness.STACK);
    assertThat(stage.status()).isEqualTo("DELETE_FAILED");
  }

  @Test
  void the_bucket_is_private_and_encrypted() throws Exception {
    stage.apply(StageHarness.orders(1));

    var s3 = stage.contents.s3();
    var block =
        s3.getPublicAccessBlock(request -> request.bucket(StageHarness.BUCKET))
            .publicAccessBlockConfiguration();
    assertThat(block.blockPublicAcls()).isTrue();
    assertThat(block.ignorePublicAcls()).isTrue();
    assertThat(block.blockPublicPolicy()).isTrue();
    assertThat(block.restrictPublicBuckets()).isTrue();
    assertThat(
            s3.getBucketEncryption(request -> request.bucket(StageHarness.BUCKET))
                .serverSideEncryptionConfiguration()
                .rules())
        .extracting(rule -> rule.applyServerSideEncryptionByDefault().sseAlgorithm())
        .containsExactly(ServerSideEncryption.AES256);
  }

  @Test
  void a_repeated_apply_changes_nothing_and_uploads_nothing() throws Exception {
    stage.apply(StageHarness.orders(1));
    stage.progress.clear();

    var done = StageHarness.done(stage.apply(StageHarness.orders(1)));

    assertThat(done).isEqualTo(new Applied.Done(done.url(), false, 0));
    assertThat(stage.progress).noneMatch(line -> line.contains("Uploading"));
    assertThat(stage.contents.keys(StageHarness.BUCKET)).hasSize(1);
  }

  @Test
  void a_plan_lists_what_a_new_zip_and_a_new_pipeline_change_and_leaves_nothing() throws Exception {
    stage.apply(StageHarness.orders(1));
    var before = stage.contents.stacks();

    assertThat(stage.changes(StageHarness.orders(1))).isEmpty();
    assertThat(stage.changes(StageHarness.orders(2)))
        .extracting(PlannedChange::action, PlannedChange::resource)
        .contains(tuple(Action.CHANGE, "WorkerFunction"));
    assertThat(stage.changes(StageHarness.ordersAndTasks(1)))
        .extracting(PlannedChange::action, PlannedChange::resource)
        .contains(tuple(Action.ADD, "TasksQueue"));

    assertThat(stage.contents.stacks()).isEqualTo(before);
    assertThat(stage.contents.keys(StageHarness.BUCKET)).hasSize(1);
    assertThat(
            stage
                .contents
                .cloudFormation()
                .listChangeSets(request -> request.stackName(StageHarness.STACK))
                .summaries())
        .isEmpty();
  }

  @Test
  void an_apply_that_removes_a_queue_asks_and_reports_its_messages() throws Exception {
    stage.apply(StageHarness.ordersAndTasks(1));
    stage.contents.send("surgetank-dev-tasks", 3);
    stage.questions.clear();

    assertThat(stage.apply(StageHarness.orders(1), StageHarness.TOKEN, false))
        .isEqualTo(new Applied.Declined());
    assertThat(stage.questions).singleElement().extracting(PendingWork::messages).isEqualTo(3L);
    assertThat(stage.questions.getFirst().queues())
        .extracting(queue -> queue.name())
        .containsExactly("surgetank-dev-tasks", "surgetank-dev-tasks-dlq");
    assertThat(stage.contents.resources(StageHarness.STACK)).contains("TasksQueue");

    StageHarness.done(stage.apply(StageHarness.orders(1), StageHarness.TOKEN, true));
    assertThat(stage.contents.resources(StageHarness.STACK)).doesNotContain("TasksQueue");
  }

  @Test
  void a_new_token_changes_the_receiver_and_publishes_it() throws Exception {
    stage.apply(StageHarness.orders(1));

    var operatorToken =
        new OperatorToken("another-token-0123456789012345678901234", OperatorToken.Use.ALWAYS);
    assertThat(
            StageHarness.done(stage.apply(StageHarness.orders(1), operatorToken, true)).changes())
        .isPositive();

    assertThat(stage.parameters()).containsEntry("Release", "2");
    assertThat(StageHarness.done(stage.apply(StageHarness.orders(1))).changes()).isZero();
  }
}
