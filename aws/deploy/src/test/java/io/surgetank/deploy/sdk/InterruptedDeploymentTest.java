package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.deploy.deployment.ApplyOperation;
import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.ChangeSetRequest;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.RemainingResource;
import io.surgetank.deploy.deployment.StorageBucket;
import io.surgetank.deploy.stack.StackConfigurations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever an earlier try left, the next goes on from there.
class InterruptedDeploymentTest {
  private final StageHarness stageHarness = new StageHarness();

  @AfterEach
  void close() {
    stageHarness.close();
  }

  @Test
  void a_creation_that_fails_says_why_and_is_cleared_away_by_the_next() throws Exception {
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");

    assertThat(stageHarness.apply(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.errors()))
                    .contains("ROLLBACK_COMPLETE", "OrdersQueue", "already exists"));
    assertThat(stageHarness.status())
        .as("the table went with the rest")
        .isEqualTo("ROLLBACK_COMPLETE");

    stageHarness.said.clear();
    assertThat(
            stageHarness.apply(
                StageHarness.deployment(StackConfigurations.read(StageHarness.OTHER), 1, Map.of())))
        .isInstanceOf(Applied.Done.class);
    assertThat(stageHarness.said).first().asString().contains("first creation failed");
  }

  @Test
  void an_update_that_fails_says_why_and_leaves_what_stood() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev-tasks");

    assertThat(stageHarness.apply(StageHarness.ordersAndTasks(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.errors()))
                    .contains("UPDATE_ROLLBACK_COMPLETE", "TasksQueue", "already exists"));
    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(2))).changes())
        .isPositive();
  }

  @Test
  void what_somebody_began_is_waited_for() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.standIn.takes(3);
    stageHarness.begin("AgeAlarmSeconds", "600");
    assertThat(
            stageHarness
                .awsAccount
                .cloudFormation()
                .status(StageHarness.STACK)
                .orElseThrow()
                .status())
        .isEqualTo("UPDATE_IN_PROGRESS");

    assertThat(stageHarness.apply(StageHarness.orders(2))).isInstanceOf(Applied.Done.class);
    assertThat(stageHarness.said)
        .anyMatch(line -> line.contains("in progress (UPDATE_IN_PROGRESS)"));
  }

  @Test
  void a_creation_that_takes_its_time_is_followed_to_its_end() throws Exception {
    stageHarness.standIn.takes(4);

    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(1))).created()).isTrue();
    assertThat(stageHarness.status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_change_set_left_over_is_no_hindrance() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.draft("surgetank-apply", "AgeAlarmSeconds", "600");

    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(2))).changes())
        .isPositive();
  }

  @Test
  void a_bucket_of_somebody_else_is_told_before_anything_is_made() throws Exception {
    stageHarness.standIn.buckets().belongsToOthers(StageHarness.BUCKET);

    assertThat(stageHarness.apply(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(failed.errors())
                    .singleElement()
                    .asString()
                    .contains(StageHarness.BUCKET));
    assertThat(stageHarness.standIn.stacks()).isEmpty();
  }

  @Test
  void a_removal_that_failed_half_way_is_ended_by_the_next() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.awsAccount.cloudFormation().delete(StageHarness.STACK);
    assertThat(stageHarness.status()).isEqualTo("DELETE_FAILED");

    assertThat(stageHarness.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stageHarness.standIn.stacks()).isEmpty();
  }

  @Test
  void a_stage_that_was_protected_no_more_is_protected_by_the_next_apply() throws Exception {
    stageHarness.apply(StageHarness.orders(1));
    stageHarness.begin("DeletionProtection", "false");
    assertThat(stageHarness.changes(StageHarness.orders(1)))
        .extracting(PlannedChange::resource)
        .containsExactly("Table");

    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(1))).changes())
        .isEqualTo(1);
  }

  @Test
  void a_first_creation_that_goes_on_is_waited_for_and_kept() throws Exception {
    stageHarness.standIn.takes(8);
    assertThatThrownBy(() ->
            new ApplyOperation(
                    stageHarness.awsAccount,
                    new DeploymentEnvironment(InterruptedDeploymentTest::breakOff, _ -> {}))
                .apply(StageHarness.orders(1), StageHarness.TOKEN, _ -> true))
        .isInstanceOf(InterruptedException.class);
    assertThat(stageHarness.status()).isEqualTo("CREATE_IN_PROGRESS");

    var done = StageHarness.done(stageHarness.apply(StageHarness.orders(1)));

    assertThat(done.created()).as("its token is the earlier one").isFalse();
    assertThat(stageHarness.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stageHarness.said)
        .anyMatch(line -> line.contains("in progress (CREATE_IN_PROGRESS)"));
  }

  private static void breakOff(Duration time) throws InterruptedException {
    throw new InterruptedException("after " + time);
  }

  @Test
  void a_stage_that_was_only_drafted_is_made_and_can_be_destroyed() throws Exception {
    drafted();
    assertThat(StageHarness.done(stageHarness.apply(StageHarness.orders(1))).created()).isTrue();
    assertThat(stageHarness.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    drafted();
    assertThat(stageHarness.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stageHarness.standIn.stacks()).isEmpty();
  }

  /// As an apply leaves it that ends before its change set is executed.
  private void drafted() {
    drafted(Map.of());
  }

  private void drafted(Map<String, ChangeSetRequest.ParameterValue> more) {
    var storageBucket = stageHarness.awsAccount.bucket(StageHarness.BUCKET);
    if (storageBucket.condition() == StorageBucket.Condition.MISSING) storageBucket.create();
    storageBucket.objects().put("some.template", StageHarness.template());
    var given = new HashMap<>(more);
    given.put("CodeBucket", new ChangeSetRequest.ParameterValue.New(StageHarness.BUCKET));
    given.put("CodeKey", new ChangeSetRequest.ParameterValue.New("none.zip"));
    given.put("OperatorToken", new ChangeSetRequest.ParameterValue.New(StageHarness.TOKEN.text()));
    stageHarness
        .awsAccount
        .cloudFormation()
        .changeSets(StageHarness.STACK)
        .create(
            new ChangeSetRequest(
                "surgetank-apply",
                ChangeSetRequest.Kind.CREATE,
                Optional.of(storageBucket.objects().url("some.template")),
                given));
    storageBucket.objects().delete(List.of("some.template"));
    assertThat(stageHarness.status()).isEqualTo("REVIEW_IN_PROGRESS");
  }

  /// As CloudFormation leaves it when a table is protected from its first moment.
  @Test
  void a_creation_that_could_not_be_rolled_back_is_told_and_can_be_destroyed() throws Exception {
    drafted(Map.of("DeletionProtection", new ChangeSetRequest.ParameterValue.New("true")));
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");
    stageHarness
        .awsAccount
        .cloudFormation()
        .changeSets(StageHarness.STACK)
        .execute("surgetank-apply");
    assertThat(stageHarness.status()).isEqualTo("ROLLBACK_FAILED");

    assertThat(stageHarness.apply(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(failed.errors())
                    .singleElement()
                    .asString()
                    .contains("surgetank deploy destroy"));
    assertThat(stageHarness.destroy(true)).isInstanceOf(Destroyed.Done.class);
    assertThat(stageHarness.standIn.stacks()).isEmpty();
  }

  @Test
  void a_creation_that_was_rolled_back_can_be_destroyed() throws Exception {
    stageHarness.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");
    assertThat(stageHarness.apply(StageHarness.orders(1))).isInstanceOf(Applied.Failed.class);

    assertThat(stageHarness.destroy(true))
        .isInstanceOfSatisfying(
            Destroyed.Done.class,
            done ->
                assertThat(done.remaining())
                    .extracting(RemainingResource::type)
                    .containsExactly("queue"));
    assertThat(stageHarness.standIn.stacks()).isEmpty();
  }
}
