package io.surgetank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.release.Applying.Applied;
import io.surgetank.release.Change;
import io.surgetank.release.Change.Action;
import io.surgetank.release.Look;
import io.surgetank.release.Planning.Outlook;
import io.surgetank.release.Token;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage is planned, made and changed in an account, through AWS's SDK.
class ApplyingTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_plan_where_nothing_stands_asks_for_nothing_to_be_made() throws Exception {
    assertThat(stage.plan(Stage.orders(1)))
        .isInstanceOfSatisfying(
            Outlook.Changes.class,
            outlook -> {
              assertThat(outlook.anew()).isTrue();
              assertThat(outlook.changes()).hasSizeGreaterThan(30);
            });
    assertThat(stage.standIn.asked())
        .containsOnly("sts:GetCallerIdentity", "cloudformation:DescribeStacks");
  }

  @Test
  void an_apply_makes_bucket_and_stack_and_ends_with_a_protected_table() throws Exception {
    var done = Stage.done(stage.apply(Stage.orders(1)));

    assertThat(done.made()).isTrue();
    assertThat(done.url()).startsWith("http");
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stage.standIn.buckets().keys(Stage.BUCKET))
        .singleElement()
        .asString()
        .matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(stage.standIn.asked()).contains("s3:PutPublicAccessBlock", "s3:PutBucketEncryption");
    assertThat(stage.said)
        .anyMatch(line -> line.contains("created") && line.contains("OrdersQueue"));
    stage.account.formation().remove(Stage.STACK);
    assertThat(stage.status()).isEqualTo("DELETE_FAILED");
  }

  @Test
  void the_same_again_changes_nothing_and_uploads_nothing() throws Exception {
    stage.apply(Stage.orders(1));
    long uploads = stage.standIn.asked().stream().filter("s3:PutObject"::equals).count();

    var done = Stage.done(stage.apply(Stage.orders(1)));

    assertThat(done).isEqualTo(new Applied.Done(done.url(), false, 0));
    long templates =
        stage.standIn.asked().stream().filter("s3:PutObject"::equals).count() - uploads;
    assertThat(templates).as("the template alone").isEqualTo(1);
    assertThat(stage.standIn.buckets().keys(Stage.BUCKET)).hasSize(1);
  }

  @Test
  void a_plan_shows_what_a_new_zip_and_a_new_pipeline_change_and_leaves_nothing() throws Exception {
    stage.apply(Stage.orders(1));
    var before = stage.standIn.stacks();

    assertThat(stage.changes(Stage.orders(1))).isEmpty();
    assertThat(stage.changes(Stage.orders(2)))
        .extracting(Change::action, Change::resource)
        .contains(tuple(Action.CHANGE, "WorkerFunction"), tuple(Action.REPLACE, "WorkerVersion"));
    assertThat(stage.changes(Stage.ordersAndTasks(1)))
        .extracting(Change::action, Change::resource)
        .contains(tuple(Action.ADD, "TasksQueue"));

    assertThat(stage.standIn.stacks()).isEqualTo(before);
    assertThat(stage.standIn.buckets().keys(Stage.BUCKET)).hasSize(1);
    assertThat(stage.account.formation().drafts(Stage.STACK)).isNotNull();
    assertThat(stage.standIn.asked()).contains("cloudformation:DeleteChangeSet");
  }

  @Test
  void an_apply_that_takes_a_queue_away_asks_with_what_is_in_it() throws Exception {
    stage.apply(Stage.ordersAndTasks(1));
    stage.standIn.counts("surgetank-dev-tasks", Map.of("ApproximateNumberOfMessages", 3));
    stage.looks.clear();

    assertThat(stage.apply(Stage.orders(1), Stage.TOKEN, false)).isEqualTo(new Applied.Held());
    assertThat(stage.looks).singleElement().extracting(Look::messages).isEqualTo(3L);
    assertThat(stage.looks.getFirst().queues())
        .extracting(queue -> queue.queue())
        .containsExactly("surgetank-dev-tasks", "surgetank-dev-tasks-dlq");
    assertThat(stage.standIn.resources(Stage.STACK)).contains("TasksQueue");

    Stage.done(stage.apply(Stage.orders(1), Stage.TOKEN, true));
    assertThat(stage.standIn.resources(Stage.STACK)).doesNotContain("TasksQueue");
  }

  @Test
  void a_new_token_changes_the_receiver_and_publishes_it() throws Exception {
    stage.apply(Stage.orders(1));

    var token = new Token("another-token-0123456789012345678901234", Token.Use.ALWAYS);
    assertThat(Stage.done(stage.apply(Stage.orders(1), token, true)).changes()).isPositive();

    assertThat(stage.account.formation().standing(Stage.STACK).orElseThrow().parameters())
        .containsEntry("Release", "2");
    assertThat(Stage.done(stage.apply(Stage.orders(1))).changes()).isZero();
  }
}
