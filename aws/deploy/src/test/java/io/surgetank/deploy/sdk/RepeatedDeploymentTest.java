package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.ChangeSetRequest;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.RemainingResource;
import io.surgetank.deploy.deployment.StorageBucket;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.stack.StackConfigurations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command continues from any state that an earlier one left a stage in, in moto.
class RepeatedDeploymentTest {
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
  void a_creation_that_fails_reports_the_reason_and_the_next_apply_removes_it() throws Exception {
    stage.contents.queue("surgetank-dev-orders");

    assertThat(stage.apply(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.errors()))
                    .contains("ROLLBACK_COMPLETE", "OrdersQueue", "already exists"));
    assertThat(stage.status()).as("the table is removed too").isEqualTo("ROLLBACK_COMPLETE");

    stage.progress.clear();
    var other = StackConfigurations.read(StageHarness.OTHER);
    assertThat(stage.apply(StageHarness.deployment(other, 1, Map.of())))
        .isInstanceOf(Applied.Done.class);
    assertThat(stage.progress).first().asString().contains("first creation failed");
  }

  @Test
  void an_update_that_fails_reports_the_reason_and_keeps_the_previous_stack() throws Exception {
    stage.apply(StageHarness.orders(1));
    stage.contents.queue("surgetank-dev-tasks");

    assertThat(stage.apply(StageHarness.ordersAndTasks(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.errors()))
                    .contains("UPDATE_ROLLBACK_COMPLETE", "TasksQueue", "already exists"));
    assertThat(StageHarness.done(stage.apply(StageHarness.orders(2))).changes()).isPositive();
  }

  @Test
  void a_change_set_that_an_earlier_apply_left_is_replaced() throws Exception {
    stage.apply(StageHarness.orders(1));
    stage.createChangeSet("surgetank-apply", "AgeAlarmSeconds", "600");

    assertThat(StageHarness.done(stage.apply(StageHarness.orders(2))).changes()).isPositive();
    assertThat(stage.parameters()).containsEntry("AgeAlarmSeconds", "900");
  }

  @Test
  void a_removal_that_failed_is_completed_by_the_next() throws Exception {
    stage.apply(StageHarness.orders(1));
    stage.awsAccount.cloudFormation().delete(StageHarness.STACK);
    assertThat(stage.status()).isEqualTo("DELETE_FAILED");

    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stage.contents.stacks()).isEmpty();
  }

  @Test
  void an_apply_enables_a_deletion_protection_that_was_disabled() throws Exception {
    stage.apply(StageHarness.orders(1));
    stage.change("DeletionProtection", "false");
    assertThat(stage.changes(StageHarness.orders(1)))
        .extracting(PlannedChange::resource)
        .containsExactly("Table");

    assertThat(StageHarness.done(stage.apply(StageHarness.orders(1))).changes()).isEqualTo(1);
  }

  @Test
  void a_stage_in_review_is_created_or_destroyed() throws Exception {
    createInReview(Map.of());
    assertThat(StageHarness.done(stage.apply(StageHarness.orders(1))).created()).isTrue();
    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    createInReview(Map.of());
    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stage.contents.stacks()).isEmpty();
  }

  /// As an apply leaves it that ends before its change set is executed.
  private void createInReview(Map<String, ChangeSetRequest.ParameterValue> more) {
    var storageBucket = stage.awsAccount.bucket(StageHarness.BUCKET);
    if (storageBucket.condition() == StorageBucket.Condition.MISSING) storageBucket.create();
    storageBucket.objects().put("some.template", StageHarness.template());
    var given = new HashMap<>(more);
    given.put("CodeBucket", new ChangeSetRequest.ParameterValue.New(StageHarness.BUCKET));
    given.put("CodeKey", new ChangeSetRequest.ParameterValue.New("none.zip"));
    given.put("OperatorToken", new ChangeSetRequest.ParameterValue.New(StageHarness.TOKEN.text()));
    stage
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
    assertThat(stage.status()).isEqualTo("REVIEW_IN_PROGRESS");
  }

  /// As CloudFormation leaves it if the table is protected from its creation.
  @Test
  void a_creation_whose_rollback_failed_is_reported_and_can_be_destroyed() throws Exception {
    createInReview(Map.of("DeletionProtection", new ChangeSetRequest.ParameterValue.New("true")));
    stage.contents.queue("surgetank-dev-orders");
    stage.awsAccount.cloudFormation().changeSets(StageHarness.STACK).execute("surgetank-apply");
    assertThat(stage.status()).isEqualTo("ROLLBACK_FAILED");

    assertThat(stage.apply(StageHarness.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(failed.errors())
                    .singleElement()
                    .asString()
                    .contains("surgetank deploy destroy"));
    assertThat(stage.destroy(true)).isInstanceOf(Destroyed.Done.class);
    assertThat(stage.contents.stacks()).isEmpty();
  }

  @Test
  void a_creation_that_was_rolled_back_can_be_destroyed() throws Exception {
    stage.contents.queue("surgetank-dev-orders");
    assertThat(stage.apply(StageHarness.orders(1))).isInstanceOf(Applied.Failed.class);

    assertThat(stage.destroy(true))
        .isInstanceOfSatisfying(
            Destroyed.Done.class,
            done ->
                assertThat(done.remaining())
                    .extracting(RemainingResource::type)
                    .containsExactly("queue"));
    assertThat(stage.contents.stacks()).isEmpty();
  }
}
