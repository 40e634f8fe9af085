package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.account.Account;
import io.surgetank.deploy.infra.account.Answer;
import io.surgetank.deploy.infra.account.Asked;
import io.surgetank.deploy.infra.account.Forward;
import io.surgetank.deploy.infra.account.Page;
import io.surgetank.deploy.infra.account.Refusal;
import io.surgetank.deploy.infra.account.Service;
import io.surgetank.deploy.infra.account.Workplace;
import io.surgetank.local.runtime.LocalStackHarness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `surgetank deploy` as in docs/aws/deploying.md: what it deploys to the stand-in for an account
/// is run, and before the removal it reads the running queues and table.
@Timeout(300)
class DeployPageIT {
  private static final Pattern TRY = Pattern.compile("(?m)^Try:  (curl .*)$");
  private static final Pattern ACCEPTED =
      Pattern.compile("(?s)HTTP/1\\.1 202.*?\\n[Ll]ocation: (\\S+)");

  private final LocalStackHarness localStackHarness;
  private final Account account;
  private final List<String> blocks;
  private final Workplace work;

  DeployPageIT(@TempDir Path temp) throws Exception {
    Workplace.requireTools();
    localStackHarness = new LocalStackHarness(temp);
    account = new Account(localStackHarness);
    var clone = Clone.in(temp.resolve("surgetank")).folder();
    work = Workplace.at(clone, temp.resolve("bin"), account);
    // DynamoDB Local takes no key with a dash in it.
    work.with("AWS_ACCESS_KEY_ID", "local");
    blocks =
        Page.read(Repository.root().resolve("docs/aws/deploying.md")).blocks("With one command");
    account.handle("sqs", whileItRuns(localStackHarness::sqs));
    account.handle("dynamodb", whileItRuns(localStackHarness::dynamo));
    assertThat(Files.exists(Repository.root().resolve("aws/functions/target/surgetank-aws.zip")))
        .isTrue();
  }

  @AfterEach
  void end() {
    localStackHarness.close();
    account.close();
  }

  private Service whileItRuns(Supplier<URI> where) {
    var running = new Forward(where);
    return asked -> localStackHarness.isRunning() ? running.answer(asked) : none(asked);
  }

  private static Answer none(Asked asked) throws Refusal, IOException {
    if (asked.action().equals("ListQueues")) return Answer.json(200, Map.of());
    throw new Refusal(400, "ResourceNotFoundException", "nothing is running");
  }

  @Test
  void a_deployed_stage_runs_and_is_destroyed_when_idle() throws Exception {
    assertThat(blocks).hasSize(2);
    try (var session = work.session()) {
      Matcher line = TRY.matcher(session.run(blocks.getFirst()));
      assertThat(line.find()).isTrue();

      Matcher accepted = ACCEPTED.matcher(session.run(line.group(1)));
      assertThat(accepted.find()).isTrue();
      var job = localStackHarness.deployed().ended(accepted.group(1));
      assertThat(job.path("status").asString()).isEqualTo("PROCESSED");

      // Not interactive: no question.
      String output = session.run(blocks.getLast().strip() + " --yes");
      assertThat(output).contains("There are no unfinished jobs.", "No resources remain.");
    }
    assertThat(account.stacks()).isEmpty();
    assertThat(account.buckets().names()).isEmpty();
    assertThat(account.notKnown()).isEmpty();
  }
}
