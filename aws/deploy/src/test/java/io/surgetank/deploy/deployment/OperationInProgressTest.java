package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Operations of CloudFormation take time, and may be those of an interrupted or another command.
/// What moto does, it does immediately: so these tests use an account in memory.
class OperationInProgressTest {
  private static final String STACK = "surgetank-dev";
  private static final OperatorToken TOKEN =
      new OperatorToken("0123456789012345678901234567890123456789", OperatorToken.Use.ON_CREATION);

  private final FakeAwsAccount account = new FakeAwsAccount();
  private final List<String> progress = new ArrayList<>();
  private final DeploymentEnvironment environment =
      new DeploymentEnvironment(_ -> {}, progress::add);

  private static Deployment deployment() {
    return Deployment.of(
        StackConfigurations.orders("concurrency: 4", ""),
        StackSettings.of("dev", "eu-central-1"),
        new byte[] {1},
        Map.of());
  }

  private Applied apply() throws InterruptedException {
    return new ApplyOperation(account, environment).apply(deployment(), TOKEN, _ -> true);
  }

  private Destroyed destroy() throws InterruptedException {
    return new DestroyOperation(account, environment, JobCounts.None::new)
        .destroy(STACK, new StackRemoval(account, environment), _ -> true);
  }

  private void beginUpdate() {
    var status = account.status(STACK).orElseThrow();
    account.create(ChangeSetRequest.ofParameters("other", status, Map.of("Release", "7")));
    account.execute("other");
  }

  private boolean hasWaitedFor(String status) {
    return progress.stream().anyMatch(line -> line.contains("in progress (" + status + ")"));
  }

  @Test
  void a_creation_is_followed_to_its_end() throws Exception {
    account.setPollsPerOperation(4);

    assertThat(apply())
        .isInstanceOfSatisfying(Applied.Done.class, done -> assertThat(done.created()).isTrue());
    assertThat(account.current()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void an_update_of_another_command_is_awaited() throws Exception {
    apply();
    account.setPollsPerOperation(3);
    beginUpdate();

    assertThat(apply()).isInstanceOf(Applied.Done.class);
    assertThat(hasWaitedFor("UPDATE_IN_PROGRESS")).isTrue();
  }

  @Test
  void a_creation_of_an_interrupted_apply_is_awaited_and_kept() throws Exception {
    account.setPollsPerOperation(8);
    assertThatThrownBy(() ->
            new ApplyOperation(
                    account, new DeploymentEnvironment(OperationInProgressTest::interrupt, _ -> {}))
                .apply(deployment(), TOKEN, _ -> true))
        .isInstanceOf(InterruptedException.class);
    assertThat(account.current()).isEqualTo("CREATE_IN_PROGRESS");

    assertThat(apply())
        .isInstanceOfSatisfying(
            Applied.Done.class,
            done -> assertThat(done.created()).as("it has the earlier token").isFalse());
    assertThat(account.current()).isEqualTo("UPDATE_COMPLETE");
    assertThat(hasWaitedFor("CREATE_IN_PROGRESS")).isTrue();
  }

  private static void interrupt(Duration time) throws InterruptedException {
    throw new InterruptedException("after " + time);
  }

  @Test
  void a_destroy_awaits_an_update_and_its_own_removal() throws Exception {
    apply();
    account.setPollsPerOperation(3);
    beginUpdate();

    assertThat(destroy()).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(progress).anyMatch(line -> line.contains("Waiting for an operation in progress"));
    assertThat(account.status(STACK)).isEqualTo(Optional.empty());
  }

  @Test
  void a_plan_is_refused_while_an_operation_is_in_progress() throws Exception {
    apply();
    account.setPollsPerOperation(3);
    beginUpdate();

    assertThat(new PlanOperation(account, environment).plan(deployment()))
        .isInstanceOfSatisfying(
            PlanOperation.Plan.Refused.class,
            refused ->
                assertThat(refused.errors())
                    .singleElement()
                    .asString()
                    .contains("UPDATE_IN_PROGRESS", "Run again later"));
  }

  @Test
  void a_bucket_of_another_account_is_reported_before_anything_is_created() throws Exception {
    account.setBucketCondition(StorageBucket.Condition.FOREIGN);

    assertThat(apply())
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(failed.errors()).singleElement().asString().contains(account.name()));
    assertThat(account.current()).isEmpty();
    assertThat(account.keys("")).isEmpty();
  }
}
