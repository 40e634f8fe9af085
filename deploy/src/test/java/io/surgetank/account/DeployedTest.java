package io.surgetank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.infra.account.Account;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.release.Accounts;
import io.surgetank.release.Applying;
import io.surgetank.release.Applying.Applied;
import io.surgetank.release.Blueprint;
import io.surgetank.release.Change;
import io.surgetank.release.Change.Action;
import io.surgetank.release.Destroying;
import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Jobs;
import io.surgetank.release.Left;
import io.surgetank.release.Look;
import io.surgetank.release.Planning;
import io.surgetank.release.Planning.Outlook;
import io.surgetank.release.Proposal;
import io.surgetank.release.StackRemoval;
import io.surgetank.release.Surroundings;
import io.surgetank.release.Token;
import io.surgetank.stack.Descriptors;
import io.surgetank.stack.Plan;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stage's whole life in an account, through AWS's SDK.
class DeployedTest {
  private static final String BUCKET = "surgetank-code-" + Account.ID + "-eu-central-1";
  private static final String STACK = "surgetank-dev";
  private static final Token TOKEN =
      new Token("0123456789012345678901234567890123456789", Token.Use.FIRST);

  private final Account standIn = new Account();
  private final io.surgetank.release.Account account =
      new SdkAccounts()
          .open(
              new Accounts.Where(
                  Account.REGION,
                  Optional.of(URI.create(standIn.endpoint())),
                  Optional.empty(),
                  Optional.empty()));
  private final List<String> said = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private final Surroundings surroundings = new Surroundings(_ -> {}, said::add);

  @AfterEach
  void close() {
    account.close();
    standIn.close();
    assertThat(standIn.notKnown()).isEmpty();
  }

  private static Blueprint blueprint(Pipelines pipelines, int zip, Map<String, String> chosen) {
    var settings = StackSettings.of("dev", Account.REGION);
    return switch (Stacks.of(pipelines, settings)) {
      case Plan.Ready(var stack) -> Blueprint.of(stack, settings, zip(zip), chosen);
      case Plan.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  private static Blueprint orders(int zip) {
    return blueprint(Descriptors.orders("concurrency: 4", ""), zip, Map.of());
  }

  private static Blueprint ordersAndTasks(int zip) {
    return blueprint(
        Descriptors.read(
            """
            pipelines:
              orders: {intake: {path: /orders, schema: any.json}, work: {handler: task}}
              tasks: {intake: {path: /tasks, schema: any.json}, work: {handler: task}}
            """),
        zip,
        Map.of());
  }

  private static byte[] zip(int contents) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("lib/some.jar");
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(contents);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private Applied apply(Blueprint blueprint) throws InterruptedException {
    return apply(blueprint, TOKEN, true);
  }

  private Applied apply(Blueprint blueprint, Token token, boolean lets)
      throws InterruptedException {
    return new Applying(account, surroundings)
        .apply(
            blueprint,
            token,
            look -> {
              looks.add(look);
              return lets;
            });
  }

  private Outlook plan(Blueprint blueprint) throws InterruptedException {
    return new Planning(account, surroundings).plan(blueprint);
  }

  private Destroyed destroy(boolean lets) throws InterruptedException {
    return new Destroying(
            account, surroundings, () -> new Jobs.Counted(Map.of("orders", 2L), Map.of()))
        .destroy(
            STACK,
            new StackRemoval(account, surroundings),
            look -> {
              looks.add(look);
              return lets;
            });
  }

  private List<Change> changes(Blueprint blueprint) throws InterruptedException {
    assertThat(plan(blueprint)).isInstanceOf(Outlook.Changes.class);
    return ((Outlook.Changes) plan(blueprint)).changes();
  }

  private static Applied.Done done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
    return (Applied.Done) applied;
  }

  private String status() {
    return standIn.stacks().getFirst().status();
  }

  @Test
  void a_plan_where_nothing_stands_asks_for_nothing_to_be_made() throws Exception {
    assertThat(plan(orders(1)))
        .isInstanceOfSatisfying(
            Outlook.Changes.class,
            outlook -> {
              assertThat(outlook.anew()).isTrue();
              assertThat(outlook.changes()).hasSizeGreaterThan(30);
            });
    assertThat(standIn.asked())
        .containsOnly("sts:GetCallerIdentity", "cloudformation:DescribeStacks");
  }

  @Test
  void an_apply_makes_bucket_and_stack_and_ends_with_a_protected_table() throws Exception {
    var done = done(apply(orders(1)));

    assertThat(done.made()).isTrue();
    assertThat(done.url()).startsWith("http");
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(standIn.buckets().keys(BUCKET))
        .singleElement()
        .asString()
        .matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(standIn.asked()).contains("s3:PutPublicAccessBlock", "s3:PutBucketEncryption");
    assertThat(said).anyMatch(line -> line.contains("created") && line.contains("OrdersQueue"));
    account.formation().remove(STACK);
    assertThat(status()).isEqualTo("DELETE_FAILED");
  }

  @Test
  void the_same_again_changes_nothing_and_uploads_nothing() throws Exception {
    apply(orders(1));
    long uploads = standIn.asked().stream().filter("s3:PutObject"::equals).count();

    var done = done(apply(orders(1)));

    assertThat(done).isEqualTo(new Applied.Done(done.url(), false, 0));
    long templates = standIn.asked().stream().filter("s3:PutObject"::equals).count() - uploads;
    assertThat(templates).as("the template alone").isEqualTo(1);
    assertThat(standIn.buckets().keys(BUCKET)).hasSize(1);
  }

  @Test
  void a_plan_shows_what_a_new_zip_and_a_new_pipeline_change_and_leaves_nothing() throws Exception {
    apply(orders(1));
    var before = standIn.stacks();

    assertThat(changes(orders(1))).isEmpty();
    assertThat(changes(orders(2)))
        .extracting(Change::action, Change::resource)
        .contains(tuple(Action.CHANGE, "WorkerFunction"), tuple(Action.REPLACE, "WorkerVersion"));
    assertThat(changes(ordersAndTasks(1)))
        .extracting(Change::action, Change::resource)
        .contains(tuple(Action.ADD, "TasksQueue"));

    assertThat(standIn.stacks()).isEqualTo(before);
    assertThat(standIn.buckets().keys(BUCKET)).hasSize(1);
    assertThat(account.formation().drafts(STACK)).isNotNull();
    assertThat(standIn.asked()).contains("cloudformation:DeleteChangeSet");
  }

  @Test
  void an_apply_that_takes_a_queue_away_asks_with_what_is_in_it() throws Exception {
    apply(ordersAndTasks(1));
    standIn.counts("surgetank-dev-tasks", Map.of("ApproximateNumberOfMessages", 3));
    looks.clear();

    assertThat(apply(orders(1), TOKEN, false)).isEqualTo(new Applied.Held());
    assertThat(looks).singleElement().extracting(Look::messages).isEqualTo(3L);
    assertThat(looks.getFirst().queues())
        .extracting(queue -> queue.queue())
        .containsExactly("surgetank-dev-tasks", "surgetank-dev-tasks-dlq");
    assertThat(standIn.resources(STACK)).contains("TasksQueue");

    done(apply(orders(1), TOKEN, true));
    assertThat(standIn.resources(STACK)).doesNotContain("TasksQueue");
  }

  @Test
  void a_creation_that_fails_says_why_and_is_cleared_away_by_the_next() throws Exception {
    standIn.holds("AWS::SQS::Queue", "surgetank-dev-orders");

    assertThat(apply(orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.why()))
                    .contains("ROLLBACK_COMPLETE", "OrdersQueue", "already exists"));
    assertThat(status()).as("the table went with the rest").isEqualTo("ROLLBACK_COMPLETE");

    said.clear();
    assertThat(apply(blueprint(Descriptors.read(OTHER), 1, Map.of())))
        .isInstanceOf(Applied.Done.class);
    assertThat(said).first().asString().contains("first creation failed");
  }

  private static final String OTHER =
      "pipelines: {other: {intake: {path: /o, schema: any.json}, work: {handler: task}}}";

  @Test
  void an_update_that_fails_says_why_and_leaves_what_stood() throws Exception {
    apply(orders(1));
    standIn.holds("AWS::SQS::Queue", "surgetank-dev-tasks");

    assertThat(apply(ordersAndTasks(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed ->
                assertThat(String.join("\n", failed.why()))
                    .contains("UPDATE_ROLLBACK_COMPLETE", "TasksQueue", "already exists"));
    assertThat(done(apply(orders(2))).changes()).isPositive();
  }

  @Test
  void what_somebody_began_is_waited_for() throws Exception {
    apply(orders(1));
    standIn.takes(3);
    var drafts = account.formation().drafts(STACK);
    drafts.make(
        new Proposal(
            "other", Proposal.Kind.UPDATE, Optional.empty(), kept("AgeAlarmSeconds", "600")));
    drafts.execute("other");
    assertThat(account.formation().standing(STACK).orElseThrow().status())
        .isEqualTo("UPDATE_IN_PROGRESS");

    assertThat(apply(orders(2))).isInstanceOf(Applied.Done.class);
    assertThat(said).anyMatch(line -> line.contains("UPDATE_IN_PROGRESS), waiting"));
  }

  private Map<String, Proposal.Given> kept(String name, String value) {
    var given = new HashMap<String, Proposal.Given>();
    account
        .formation()
        .standing(STACK)
        .orElseThrow()
        .parameters()
        .keySet()
        .forEach(each -> given.put(each, new Proposal.Given.Kept()));
    given.put(name, new Proposal.Given.Value(value));
    return given;
  }

  @Test
  void a_creation_that_takes_its_time_is_followed_to_its_end() throws Exception {
    standIn.takes(4);

    assertThat(done(apply(orders(1))).made()).isTrue();
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_change_set_left_over_is_no_hindrance() throws Exception {
    apply(orders(1));
    account
        .formation()
        .drafts(STACK)
        .make(
            new Proposal(
                "surgetank-apply",
                Proposal.Kind.UPDATE,
                Optional.empty(),
                kept("AgeAlarmSeconds", "600")));

    assertThat(done(apply(orders(2))).changes()).isPositive();
  }

  @Test
  void a_bucket_of_somebody_else_is_told_before_anything_is_made() throws Exception {
    standIn.buckets().belongsToOthers(BUCKET);

    assertThat(apply(orders(1)))
        .isInstanceOfSatisfying(
            Applied.Failed.class,
            failed -> assertThat(failed.why()).singleElement().asString().contains(BUCKET));
    assertThat(standIn.stacks()).isEmpty();
  }

  @Test
  void a_new_token_changes_the_receiver_and_publishes_it() throws Exception {
    apply(orders(1));

    var token = new Token("another-token-0123456789012345678901234", Token.Use.ALWAYS);
    assertThat(done(apply(orders(1), token, true)).changes()).isPositive();

    assertThat(account.formation().standing(STACK).orElseThrow().parameters())
        .containsEntry("Release", "2");
    assertThat(done(apply(orders(1))).changes()).isZero();
  }

  @Test
  void a_destroy_that_is_held_changes_nothing() throws Exception {
    apply(orders(1));
    standIn.counts(
        "surgetank-dev-orders",
        Map.of(
            "ApproximateNumberOfMessages", 1,
            "ApproximateNumberOfMessagesNotVisible", 2,
            "ApproximateNumberOfMessagesDelayed", 4));
    standIn.counts("surgetank-dev-orders-dlq", Map.of("ApproximateNumberOfMessages", 8));
    int asked = standIn.asked().size();

    assertThat(destroy(false)).isEqualTo(new Destroyed.Held());

    assertThat(looks.getLast().messages()).isEqualTo(15);
    assertThat(looks.getLast().jobs()).isEqualTo(new Jobs.Counted(Map.of("orders", 2L), Map.of()));
    assertThat(standIn.asked().subList(asked, standIn.asked().size()))
        .containsOnly("sqs:ListQueues", "sqs:GetQueueAttributes", "dynamodb:DescribeTable");
  }

  @Test
  void a_destroy_leaves_nothing_not_even_the_bucket() throws Exception {
    apply(orders(1));
    apply(orders(2));
    standIn.takes(2);

    assertThat(destroy(true)).isEqualTo(new Destroyed.Done(List.of()));

    assertThat(standIn.stacks()).isEmpty();
    assertThat(standIn.buckets().names()).isEmpty();
    assertThat(destroy(true)).as("again").isEqualTo(new Destroyed.Done(List.of()));
  }

  @Test
  void what_is_not_the_stage_s_stays_and_what_is_left_is_told() throws Exception {
    apply(orders(1));
    var shelf = account.bucket(BUCKET).shelf();
    shelf.put("surgetank-prod/0123456789abcdef.zip", zip(9));
    shelf.put("surgetank-dev/notes.txt", zip(9));
    standIn.holds("AWS::SQS::Queue", "surgetank-dev-forgotten");
    standIn.holds("AWS::SQS::Queue", "surgetank-dev2-orders");
    standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev-late");
    standIn.holds("AWS::Logs::LogGroup", "/aws/lambda/surgetank-dev2-worker");
    standIn.holds("AWS::Logs::LogGroup", "/aws/http-api/surgetank-dev2");

    var destroyed = destroy(true);

    assertThat(destroyed).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).left())
        .extracting(Left::name)
        .containsExactly("surgetank-dev-forgotten", "/aws/lambda/surgetank-dev-late", BUCKET);
    assertThat(standIn.buckets().keys(BUCKET))
        .containsExactly("surgetank-dev/notes.txt", "surgetank-prod/0123456789abcdef.zip");
  }

  @Test
  void a_removal_that_failed_half_way_is_ended_by_the_next() throws Exception {
    apply(orders(1));
    account.formation().remove(STACK);
    assertThat(status()).isEqualTo("DELETE_FAILED");

    assertThat(destroy(true)).isEqualTo(new Destroyed.Done(List.of()));
    assertThat(standIn.stacks()).isEmpty();
  }

  @Test
  void a_stage_that_was_protected_no_more_is_protected_by_the_next_apply() throws Exception {
    apply(orders(1));
    new StackRemovalProbe().unprotect();
    assertThat(changes(orders(1))).extracting(Change::resource).containsExactly("Table");

    assertThat(done(apply(orders(1))).changes()).isEqualTo(1);
  }

  /// Breaks a destroy off after its first half.
  private final class StackRemovalProbe {
    void unprotect() throws InterruptedException {
      var drafts = account.formation().drafts(STACK);
      drafts.make(
          new Proposal(
              "half", Proposal.Kind.UPDATE, Optional.empty(), kept("DeletionProtection", "false")));
      drafts.execute("half");
    }
  }
}
