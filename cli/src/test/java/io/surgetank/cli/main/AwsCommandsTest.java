package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The commands as an operator types them, against an installation on AWS.
class AwsCommandsTest {
  private final LocalAwsProcess aws = new LocalAwsProcess();

  AwsCommandsTest() throws Exception {}

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandOutput there(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(aws.options());
    return CommandOutput.by(all.toArray(String[]::new));
  }

  private Status status(JobId id) {
    return aws.dynamoBackend().jobs().find(id).orElseThrow().status();
  }

  @Test
  void what_is_in_the_table_is_listed_shown_and_verified() {
    JobId waiting = aws.waiting();
    JobId dead = aws.dead("no such product");

    CommandOutput list = there("jobs", "ls");
    CommandOutput one = there("jobs", "show", dead.toString());
    CommandOutput verify = there("verify");

    assertThat(list.exit()).as(list.err()).isZero();
    assertThat(list.out()).contains(waiting.toString(), dead.toString(), "DEAD", "PENDING");
    assertThat(one.out()).contains("no such product");
    assertThat(verify.exit()).as(verify.err()).isZero();
    assertThat(verify.out()).contains("2 records read", "No findings");
  }

  @Test
  void a_redrive_is_previewed_then_executed_and_is_in_the_audit_log() {
    JobId selected = aws.dead("timed out");
    JobId other = aws.dead("no such product");
    int before = aws.messages();

    CommandOutput preview = there("dead", "redrive", "--failure=timed out");
    assertThat(preview.out()).contains("1 would be redriven");
    assertThat(status(selected)).isEqualTo(Status.DEAD);

    CommandOutput done = there("dead", "redrive", "--failure=timed out", "--yes");
    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(done.out()).contains("1 redriven");
    assertThat(status(selected)).isEqualTo(Status.PENDING);
    assertThat(status(other)).isEqualTo(Status.DEAD);
    assertThat(aws.messages()).isEqualTo(before + 1);

    CommandOutput again = there("dead", "redrive", "--failure=timed out", "--yes");
    assertThat(again.out()).contains("0 redriven");
    assertThat(aws.messages()).isEqualTo(before + 1);
    CommandOutput auditLog = there("audit-log");
    assertThat(auditLog.out()).contains("REDRIVE", "timed out").doesNotContain("so far");
  }

  @Test
  void a_redrive_keeps_its_rate_and_shows_progress() {
    for (int i = 0; i < 5; i++) aws.dead("busy");

    CommandOutput done = there("dead", "redrive", "--all", "--yes", "--rate=2");

    assertThat(done.out()).contains("5 redriven");
    assertThat(done.err().lines()).containsExactly("2 so far", "4 so far", "5 so far");
  }

  @Test
  void a_purge_removes_for_good() {
    JobId gone = aws.dead("spam");

    CommandOutput done = there("dead", "purge", "--id=" + gone, "--yes");

    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(aws.dynamoBackend().jobs().find(gone)).isEmpty();
    CommandOutput verify = there("verify", "--json");
    assertThat(Json.read(verify.out()).path("passes").booleanValue()).isTrue();
  }

  @Test
  void jobs_cannot_be_moved_and_the_command_reports_why() {
    JobId waiting = aws.waiting();

    CommandOutput refused = there("jobs", "move", "--pipeline=orders", "--to=tasks", "--yes");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("on AWS jobs cannot be moved", "queue of the pipeline");
    assertThat(status(waiting)).isEqualTo(Status.PENDING);
  }

  @Test
  void verification_of_a_table_that_lost_a_payload_fails() {
    JobId damaged = aws.waiting();
    aws.losePayload(damaged);

    CommandOutput verify = there("verify");

    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out()).contains("orders " + damaged + ": has no payload");
  }

  @Test
  void all_missing_and_wrong_options_are_reported_together() {
    CommandOutput commandOutput =
        CommandOutput.by("verify", "--aws", "--table=", "--queue-prefix=", "--endpoint=no address");

    assertThat(commandOutput.exit()).isEqualTo(2);
    assertThat(commandOutput.err()).contains("--table", "--queue-prefix", "--endpoint: not a URL");
  }

  @Test
  void a_missing_table_is_reported() {
    var words = new ArrayList<>(List.of("verify"));
    words.addAll(aws.options());
    words.replaceAll(word -> word.startsWith("--table=") ? "--table=elsewhere" : word);

    CommandOutput commandOutput = CommandOutput.by(words.toArray(String[]::new));

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).contains("DynamoDB call failed").doesNotContain("\tat ");
  }
}
