package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.shell.DocsPage;
import io.surgetank.deploy.infra.shell.Shell;
import io.surgetank.local.runtime.LocalStackHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/aws/deploying.md work as they are, from a clone of the repository to the
/// removal. The tools are the real ones. They deploy to moto, and what they deploy is run.
/// Different from a user's machine: `./mvnw` copies the output of this build, `./surgetank` is its
/// jar. The section "Terraform" is run in `aws/deploy`, by `TerraformPageTest`.
@Timeout(300)
class AwsPageIT {
  private static final Pattern ACCEPTED =
      Pattern.compile("(?s)HTTP/1\\.1 202.*?\\n[Ll]ocation: (\\S+)");

  private final LocalStackHarness localStackHarness;
  private final Path clone;
  private final DocsPage page;
  private final Shell shell;

  AwsPageIT(@TempDir Path temp) throws Exception {
    Shell.requireTools();
    localStackHarness = new LocalStackHarness(temp);
    clone = Clone.in(temp.resolve("surgetank")).folder();
    page = DocsPage.read(Repository.root().resolve("docs/aws/deploying.md"));
    shell = Shell.in(clone, temp.resolve("bin"), localStackHarness.environment());
  }

  @BeforeEach
  void make_the_zip_as_it_is_written() throws Exception {
    try (var session = shell.session()) {
      for (String block : page.blocks("The zip")) session.run(block);
    }
    assertThat(clone.resolve("surgetank-aws.zip")).exists();
  }

  @AfterEach
  void end() {
    localStackHarness.close();
  }

  @Test
  void the_cloudformation_commands_as_written() throws Exception {
    deployed_and_removed(page.blocks("CloudFormation"));
  }

  @Test
  void the_serverless_commands_as_written() throws Exception {
    shell.withQuickServerless();

    deployed_and_removed(page.blocks("Serverless Framework"));
  }

  private void deployed_and_removed(List<String> blocks) throws Exception {
    assertThat(blocks).hasSize(2);
    try (var session = shell.session()) {
      assertThatTheOrderIsProcessed(session.run(blocks.get(0)));
      session.run(blocks.get(1));
    }
    assertThat(localStackHarness.contents().stacks()).isEmpty();
    assertThat(localStackHarness.contents().buckets()).isEmpty();
    assertThat(localStackHarness.secrets()).doesNotContain("operator-token");
  }

  private void assertThatTheOrderIsProcessed(String printed) throws Exception {
    Matcher accepted = ACCEPTED.matcher(printed);
    assertThat(accepted.find()).as(printed).isTrue();
    assertThat(localStackHarness.deployed().ended(accepted.group(1)).path("status").asString())
        .isEqualTo("PROCESSED");
  }
}
