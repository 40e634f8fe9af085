package io.surgetank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.release.Applying;
import io.surgetank.release.Applying.Applied;
import io.surgetank.release.Bucket;
import io.surgetank.release.Change;
import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Left;
import io.surgetank.release.Proposal;
import io.surgetank.release.Surroundings;
import io.surgetank.stack.Descriptors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever an earlier try left, the next goes on from there.
class BrokenOffTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_creation_that_fails_says_why_and_is_cleared_away_by_the_next() throws Exception {
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");

    assertThat(stage.apply(Stage.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.why()))
                    .contains("ROLLBACK_COMPLETE", "OrdersQueue", "already exists"));
    assertThat(stage.status()).as("the table went with the rest").isEqualTo("ROLLBACK_COMPLETE");

    stage.said.clear();
    assertThat(stage.apply(Stage.blueprint(Descriptors.read(Stage.OTHER), 1, Map.of())))
        .isInstanceOf(Applied.Done.class);
    assertThat(stage.said).first().asString().contains("first creation failed");
  }

  @Test
  void an_update_that_fails_says_why_and_leaves_what_stood() throws Exception {
    stage.apply(Stage.orders(1));
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev-tasks");

    assertThat(stage.apply(Stage.ordersAndTasks(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.why()))
                    .contains("UPDATE_ROLLBACK_COMPLETE", "TasksQueue", "already exists"));
    assertThat(Stage.done(stage.apply(Stage.orders(2))).changes()).isPositive();
  }

  @Test
  void what_somebody_began_is_waited_for() throws Exception {
    stage.apply(Stage.orders(1));
    stage.standIn.takes(3);
    stage.begin("AgeAlarmSeconds", "600");
    assertThat(stage.account.formation().standing(Stage.STACK).orElseThrow().status())
        .isEqualTo("UPDATE_IN_PROGRESS");

    assertThat(stage.apply(Stage.orders(2))).isInstanceOf(Applied.Done.class);
    assertThat(stage.said).anyMatch(line -> line.contains("UPDATE_IN_PROGRESS), waiting"));
  }

  @Test
  void a_creation_that_takes_its_time_is_followed_to_its_end() throws Exception {
    stage.standIn.takes(4);

    assertThat(Stage.done(stage.apply(Stage.orders(1))).made()).isTrue();
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_change_set_left_over_is_no_hindrance() throws Exception {
    stage.apply(Stage.orders(1));
    stage.draft("surgetank-apply", "AgeAlarmSeconds", "600");

    assertThat(Stage.done(stage.apply(Stage.orders(2))).changes()).isPositive();
  }

  @Test
  void a_bucket_of_somebody_else_is_told_before_anything_is_made() throws Exception {
    stage.standIn.buckets().belongsToOthers(Stage.BUCKET);

    assertThat(stage.apply(Stage.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed -> assertThat(failed.why()).singleElement().asString().contains(Stage.BUCKET));
    assertThat(stage.standIn.stacks()).isEmpty();
  }

  @Test
  void a_removal_that_failed_half_way_is_ended_by_the_next() throws Exception {
    stage.apply(Stage.orders(1));
    stage.account.formation().remove(Stage.STACK);
    assertThat(stage.status()).isEqualTo("DELETE_FAILED");

    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stage.standIn.stacks()).isEmpty();
  }

  @Test
  void a_stage_that_was_protected_no_more_is_protected_by_the_next_apply() throws Exception {
    stage.apply(Stage.orders(1));
    stage.begin("DeletionProtection", "false");
    assertThat(stage.changes(Stage.orders(1)))
        .extracting(Change::resource)
        .containsExactly("Table");

    assertThat(Stage.done(stage.apply(Stage.orders(1))).changes()).isEqualTo(1);
  }

  @Test
  void a_first_creation_that_goes_on_is_waited_for_and_kept() throws Exception {
    stage.standIn.takes(8);
    assertThatThrownBy(() ->
            new Applying(stage.account, new Surroundings(BrokenOffTest::breakOff, _ -> {}))
                .apply(Stage.orders(1), Stage.TOKEN, _ -> true))
        .isInstanceOf(InterruptedException.class);
    assertThat(stage.status()).isEqualTo("CREATE_IN_PROGRESS");

    var done = Stage.done(stage.apply(Stage.orders(1)));

    assertThat(done.made()).as("its token is the earlier one").isFalse();
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stage.said).anyMatch(line -> line.contains("CREATE_IN_PROGRESS), waiting"));
  }

  private static void breakOff(Duration time) throws InterruptedException {
    throw new InterruptedException("after " + time);
  }

  @Test
  void a_stage_that_was_only_drafted_is_made_and_can_be_destroyed() throws Exception {
    drafted();
    assertThat(Stage.done(stage.apply(Stage.orders(1))).made()).isTrue();
    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    drafted();
    assertThat(stage.destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(stage.standIn.stacks()).isEmpty();
  }

  /// As an apply leaves it that ends before its change set is executed.
  private void drafted() {
    drafted(Map.of());
  }

  private void drafted(Map<String, Proposal.Given> more) {
    var bucket = stage.account.bucket(Stage.BUCKET);
    if (bucket.condition() == Bucket.Condition.MISSING) bucket.make();
    bucket.shelf().put("some.template", Stage.template());
    var given = new HashMap<>(more);
    given.put("CodeBucket", new Proposal.Given.Value(Stage.BUCKET));
    given.put("CodeKey", new Proposal.Given.Value("none.zip"));
    given.put("OperatorToken", new Proposal.Given.Value(Stage.TOKEN.text()));
    stage
        .account
        .formation()
        .drafts(Stage.STACK)
        .make(
            new Proposal(
                "surgetank-apply",
                Proposal.Kind.CREATE,
                Optional.of(bucket.shelf().address("some.template")),
                given));
    bucket.shelf().drop(List.of("some.template"));
    assertThat(stage.status()).isEqualTo("REVIEW_IN_PROGRESS");
  }

  /// As CloudFormation leaves it when a table is protected from its first moment.
  @Test
  void a_creation_that_could_not_be_rolled_back_is_told_and_can_be_destroyed() throws Exception {
    drafted(Map.of("DeletionProtection", new Proposal.Given.Value("true")));
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");
    stage.account.formation().drafts(Stage.STACK).execute("surgetank-apply");
    assertThat(stage.status()).isEqualTo("ROLLBACK_FAILED");

    assertThat(stage.apply(Stage.orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(failed.why())
                    .singleElement()
                    .asString()
                    .contains("surgetank deploy destroy"));
    assertThat(stage.destroy(true)).isInstanceOf(Destroyed.Done.class);
    assertThat(stage.standIn.stacks()).isEmpty();
  }

  @Test
  void a_creation_that_was_rolled_back_can_be_destroyed() throws Exception {
    stage.standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");
    assertThat(stage.apply(Stage.orders(1))).isInstanceOf(Applied.Failed.class);

    assertThat(stage.destroy(true))
        .isInstanceOfSatisfying(
            Destroyed.Done.class,
            done -> assertThat(done.left()).extracting(Left::what).containsExactly("queue"));
    assertThat(stage.standIn.stacks()).isEmpty();
  }
}
