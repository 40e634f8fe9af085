package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.shell.DocsPage;
import io.surgetank.deploy.infra.shell.Shell;
import io.surgetank.local.runtime.LocalStackHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `surgetank deploy` as in docs/aws/deploying.md: what it deploys to moto is run, and before the
/// removal it reads the running queues and table.
@Timeout(300)
class DeployPageIT {
  private static final Pattern TRY = Pattern.compile("(?m)^Try:  (curl .*)$");
  private static final Pattern ACCEPTED =
      Pattern.compile("(?s)HTTP/1\\.1 202.*?\\n[Ll]ocation: (\\S+)");

  private final LocalStackHarness localStackHarness;
  private final List<String> blocks;
  private final Shell shell;

  DeployPageIT(@TempDir Path temp) throws Exception {
    Shell.requireTools();
    localStackHarness = new LocalStackHarness(temp);
    var clone = Clone.in(temp.resolve("surgetank")).folder();
    shell = Shell.in(clone, temp.resolve("bin"), localStackHarness.environment());
    blocks =
        DocsPage.read(Repository.root().resolve("docs/aws/deploying.md"))
            .blocks("With one command");
    assertThat(Files.exists(Repository.root().resolve("aws/functions/target/surgetank-aws.zip")))
        .isTrue();
  }

  @AfterEach
  void end() {
    localStackHarness.close();
  }

  @Test
  void a_deployed_stage_runs_and_is_destroyed_when_idle() throws Exception {
    assertThat(blocks).hasSize(2);
    try (var session = shell.session()) {
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
    assertThat(localStackHarness.contents().stacks()).isEmpty();
    assertThat(localStackHarness.contents().buckets()).isEmpty();
  }
}
