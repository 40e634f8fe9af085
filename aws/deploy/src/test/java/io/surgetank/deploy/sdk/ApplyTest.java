package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.OperatorToken;
import io.surgetank.deploy.deployment.PendingWork;
import io.surgetank.deploy.deployment.PlanOperation.Plan;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.PlannedChange.Action;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage is planned, made and changed in an account, through AWS's SDK.
class ApplyTest {
  private final StageHarness stageHarness = new StageHarness();

  @AfterEach
  void close() {
    stageHarness.close();
  }

  @Test
  void a_plan_where_nothing_stands_asks_for_nothing_to_be_made() throws Exception {
    assertThat(stageHarness.plan(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Plan.Changes.class,
            plan -> {
              assertThat(plan.newStack()).isTrue();
              assertThat(plan.changes()).hasSizeGreaterThan(30);
            });
    assertThat(stageHarness.standIn.asked())
        .containsOnly("sts:GetCallerIdentity", "cloudformation:DescribeStacks");
  }

  @Test
  void an_apply_makes_bucket_and_stack_and_ends_with_a_protected_table() throws Exception {
    var done = StageHarness.done(stageHarness.apply(StageHarness.orders(1)));

    assertThat(done.created()).isTrue();
    assertThat(done.url()).startsWith("http");
    assertThat(stageHarness.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stageHarness.standIn.buckets().keys(StageHarness.BUCKET))
        .singleElement()
        .asString()
        .matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(stageHarness.standIn.asked())
        .contains("s3:PutPublicAccessBlock", "s3:PutBucketEncryption");
    assertThat(stageHarness.said)
        .anyMatch(line -> line.contains("created") && line.contains("OrdersQueue"));
    stageHarness.awsAccount.cloudFormation().delete(StageHarness.STACK);
    assertThat(stageHarness.status()).isEqualTo("DELETE_FAILED");
  }

  @Test
  void the_same_again_changes_nothing_and_uploads_nothing() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    long uploads = stageHarness.standIn.asked().stream().filter("s3:PutObject"::equals).count();

    var done = StageHarness.done(stageHarness.apply(StageHarness.orders(1)));

    assertThat(done).isEqualTo(new Applied.Done(done.url(), false, 0));
    long templates =
        stageHarness.standIn.asked().stream().filter("s3:PutObject"::equals).count() - uploads;
    assertThat(templates).as("the template alone").isEqualTo(1);
    assertThat(stageHarness.standIn.buckets().keys(StageHarness.BUCKET)).hasSize(1);
  }

  @Test
  void a_plan_shows_what_a_new_zip_and_a_new_pipeline_change_and_leaves_nothing() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    var before = stageHarness.standIn.stacks();

    assertThat(stageHarness.changes(StageHarness.orders(1))).isEmpty();
    assertThat(stageHarness.changes(StageHarness.orders(2)))
        .extracting(PlannedChange::action, PlannedChange::resource)
        .contains(tuple(Action.CHANGE, "WorkerFunction"), tuple(Action.REPLACE, "WorkerVersion"));
    assertThat(stageHarness.changes(StageHarness.ordersAndTasks(1)))
        .extracting(PlannedChange::action, PlannedChange::resource)
        .contains(tuple(Action.ADD, "TasksQueue"));

    assertThat(stageHarness.standIn.stacks()).isEqualTo(before);
    assertThat(stageHarness.standIn.buckets().keys(StageHarness.BUCKET)).hasSize(1);
    assertThat(stageHarness.awsAccount.cloudFormation().changeSets(StageHarness.STACK)).isNotNull();
    assertThat(stageHarness.standIn.asked()).contains("cloudformation:DeleteChangeSet");
  }

  @Test
  void an_apply_that_takes_a_queue_away_asks_with_what_is_in_it() throws Exception {
    stageHarness.apply(StageHarness.ordersAndTasks(1));
    stageHarness.standIn.counts("surgetank-dev-tasks", Map.of("ApproximateNumberOfMessages", 3));
    stageHarness.looks.clear();

    assertThat(stageHarness.apply(StageHarness.orders(1), StageHarness.TOKEN, false))
        .isEqualTo(new Applied.Declined());
    assertThat(stageHarness.looks).singleElement().extracting(PendingWork::messages).isEqualTo(3L);
    assertThat(stageHarness.looks.getFirst().queues())
        .extracting(queue -> queue.name())
        .containsExactly("surgetank-dev-tasks", "surgetank-dev-tasks-dlq");
    assertThat(stageHarness.standIn.resources(StageHarness.STACK)).contains("TasksQueue");

    StageHarness.done(stageHarness.apply(StageHarness.orders(1), StageHarness.TOKEN, true));
    assertThat(stageHarness.standIn.resources(StageHarness.STACK)).doesNotContain("TasksQueue");
  }

  @Test
  void a_new_token_changes_the_receiver_and_publishes_it() throws Exception {
    stageHarness.apply(StageHarness.orders(1));

    var operatorToken =
        new OperatorToken("another-token-0123456789012345678901234", OperatorToken.Use.ALWAYS);
    assertThat(
            StageHarness.done(stageHarness.apply(StageHarness.orders(1), operatorToken, true))
                .changes())
        .isPositive();

    assertThat(
            stageHarness
                .awsAccount
                .cloudFormation()
                .status(StageHarness.STACK)
                .orElseThrow()
                .parameters())
        .containsEntry("Release", "2");
    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(1))).changes()).isZero();
  }
}
