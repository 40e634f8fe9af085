package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.moto.MotoContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surgetank deploy` with the arguments of a user, against moto.
class DeployToAccountTest {
  /// No server listens there.
  private static final String UNREACHABLE = "http://127.0.0.1:1";

  private static Optional<Moto> started = Optional.empty();

  private final Path temp;
  private final MotoContents contents;
  private String endpoint;

  DeployToAccountTest(@TempDir Path temp) throws Exception {
    this.temp = temp;
    Moto moto = started.orElseThrow();
    moto.reset();
    contents = new MotoContents(moto);
    endpoint = moto.endpoint().toString();
  }

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    started = Optional.of(Moto.start(logs));
  }

  @AfterAll
  static void stop() {
    started.ifPresent(Moto::close);
  }

  @BeforeEach
  void build() throws Exception {
    try (var zip = new ZipOutputStream(Files.newOutputStream(temp.resolve("base.zip")))) {
      zip.putNextEntry(new ZipEntry("lib/functions.jar"));
      zip.write(1);
    }
  }

  @AfterEach
  void close() {
    contents.close();
  }

  private CommandOutput deploy(String act, String... more) {
    var words = new ArrayList<>(List.of("deploy", act, "--with", "cloudformation"));
    words.addAll(List.of("--region", "eu-central-1", "--endpoint", endpoint));
    if (!act.equals("destroy"))
      words.addAll(List.of("--functions", temp.resolve("base.zip").toString()));
    words.addAll(List.of(more));
    return CommandOutput.by(FastDeployment.here(), words.toArray(String[]::new));
  }

  @Test
  void a_stage_is_planned_applied_changed_and_destroyed() throws Exception {
    CommandOutput planned = deploy("plan", "--token=");
    assertThat(planned.exit()).as("plan knows no token").isEqualTo(2);
    planned = deploy("plan");
    assertThat(planned.exit()).as(planned.err()).isZero();
    assertThat(planned.out()).contains("does not exist yet", "AWS::SQS::Queue");

    CommandOutput applied = deploy("apply", "--token=");
    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.err()).contains("Uploading the zip", "created", "OrdersQueue");
    assertThat(applied.out())
        .contains("surgetank-dev created: http", "Try:  curl -i http", "shown only once): ");

    CommandOutput again = deploy("apply", "--token=");
    assertThat(again.out()).contains("No changes").doesNotContain("shown only once");

    CommandOutput changes =
        deploy("plan", "--config", SinglePipeline.in(temp, "concurrency: 4"), "--json");
    assertThat(changes.exit()).as(changes.err()).isZero();
    assertThat(Json.read(changes.out()).path("changes"))
        .anySatisfy(change -> {
          assertThat(change.path("action").asString()).isEqualTo("remove");
          assertThat(change.path("name").asString()).contains("surgetank-dev-orders");
        });

    CommandOutput destroyed = deploy("destroy", "--yes", "--discard-unfinished-jobs", "--json");
    assertThat(destroyed.exit()).as(destroyed.err()).isZero();
    assertThat(Json.read(destroyed.out()).path("outcome").asString()).isEqualTo("removed");
    assertThat(Json.read(destroyed.out()).path("remaining").isEmpty()).isTrue();
    assertThat(contents.stacks()).isEmpty();
    assertThat(contents.buckets()).isEmpty();
  }

  @Test
  void a_given_token_is_not_shown_and_a_short_one_is_refused() throws Exception {
    Path file = Files.writeString(temp.resolve("token"), "0123456789".repeat(4) + "\n");

    CommandOutput applied = deploy("apply", "--token-file", file.toString());

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.out()).doesNotContain("0123456789").contains("aws lambda get-function");
    var deployed = Json.read(deploy("apply", "--token=", "--new-token", "--json").out());
    assertThat(deployed.path("url").asString()).startsWith("http");
    assertThat(deployed.path("changes").asInt()).isPositive();
    assertThat(deployed.path("token").asString()).hasSize(64);
    CommandOutput refused = deploy("apply", "--token=short");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("32 characters");
  }

  @Test
  void a_stage_with_messages_is_not_destroyed_by_yes_alone() {
    deploy("apply", "--token=");
    contents.send("surgetank-dev-orders", 3);

    CommandOutput unattended = deploy("destroy");
    CommandOutput yes = deploy("destroy", "--yes");

    assertThat(unattended.exit()).isEqualTo(1);
    assertThat(unattended.out()).contains("surgetank-dev-orders", "WARNING: 3 messages");
    assertThat(unattended.err())
        .contains("standard input is not a terminal", "Nothing was removed");
    assertThat(yes.exit()).isEqualTo(1);
    assertThat(yes.err()).contains("--discard-unfinished-jobs", "Nothing was removed");
    assertThat(contents.stacks()).hasSize(1);
  }

  @Test
  void a_stage_of_another_configuration_is_not_regarded_as_empty() throws Exception {
    deploy("apply", "--token=", "--config", SinglePipeline.in(temp, "concurrency: 4"));

    CommandOutput commandOutput = deploy("destroy", "--yes");

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.out())
        .contains("cannot be counted: surgetank-dev-mine belongs to no pipeline", "--config");
  }

  @Test
  void the_cause_of_a_failed_creation_is_reported() {
    contents.queue("surgetank-dev-orders");

    CommandOutput commandOutput = deploy("apply", "--token=");

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err())
        .contains("The creation failed", "OrdersQueue", "already exists");
  }

  @Test
  void aws_is_not_called_before_all_checks_pass() throws Exception {
    endpoint = UNREACHABLE;
    CommandOutput faulty = deploy("plan", "--config", SinglePipeline.in(temp, "concurrency: 1"));
    Files.delete(temp.resolve("base.zip"));
    List<CommandOutput> refused =
        List.of(
            faulty,
            deploy("apply", "--set", "Alarmemail=x", "--set", "CodeKey=y"),
            deploy("apply", "--token="),
            deploy("apply", "--discard-unfinished-jobs"),
            deploy("destroy", "--stage", "Not-A-Stage"));

    assertThat(refused)
        .allSatisfy(commandOutput -> {
          assertThat(commandOutput.exit()).isNotZero();
          assertThat(commandOutput.err()).doesNotContain("could not be reached");
        });
    assertThat(refused.get(0).err()).contains("concurrency 1 is too low");
    assertThat(refused.get(1).err()).contains("Alarmemail", "CodeKey", "2 errors.");
    assertThat(refused.get(2).err()).contains("base.zip is missing");
  }

  @Test
  void an_unreachable_account_is_reported() {
    endpoint = UNREACHABLE;

    CommandOutput commandOutput = deploy("destroy");

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).contains("STS could not be reached").doesNotContain("\tat ");
  }

  @Test
  void unfinished_jobs_prevent_a_destroy_and_leftovers_are_listed() throws Exception {
    try (var stage = new LocalAwsProcess("surgetank-dev")) {
      stage.waiting();
      stage.dead("no such product");
      String[] there =
          stage.options().stream()
              .filter(option -> option.matches("--(sqs-)?endpoint=.*"))
              .map(option -> option.replaceFirst("^--endpoint", "--dynamo-endpoint"))
              .toArray(String[]::new);

      CommandOutput held = deploy("destroy", with(there, "--yes"));
      assertThat(held.exit()).isEqualTo(1);
      assertThat(held.out())
          .containsPattern("orders +1 +1")
          .contains("1 unfinished job would be lost", "including 1 dead letter.");
      assertThat(held.out()).contains("WARNING: 2 messages and 1 unfinished job");

      CommandOutput gone = deploy("destroy", with(there, "--yes", "--discard-unfinished-jobs"));
      assertThat(gone.exit()).as(gone.err()).isZero();
      assertThat(gone.out())
          .contains(
              "aws sqs delete-queue --queue-url http://",
              "aws dynamodb delete-table --table-name surgetank-dev --region eu-central-1");
    }
  }

  private static String[] with(String[] some, String... more) {
    var all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
