package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.account.Account;
import io.surgetank.deploy.infra.account.Forward;
import io.surgetank.deploy.infra.account.Page;
import io.surgetank.deploy.infra.account.Refusal;
import io.surgetank.deploy.infra.account.Workplace;
import io.surgetank.deploy.infra.terraform.Locks;
import io.surgetank.deploy.infra.terraform.Standing;
import io.surgetank.deploy.infra.terraform.Tofu;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.runtime.LocalStackHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The commands of docs/aws/deploying.md work as they are, from a clone of the repository to the
/// removal. The tools are the real ones. They use the stand-in for an account, and what they deploy
/// is run. Different from a user's machine: `./mvnw` copies the output of this build, `./surgetank`
/// is its jar, and `terraform` is OpenTofu with a stand-in for the provider and automatic approval.
@Timeout(300)
class AwsPageIT {
  private static final Pattern ACCEPTED =
      Pattern.compile("(?s)HTTP/1\\.1 202.*?\\n[Ll]ocation: (\\S+)");

  private final Path temp;
  private final LocalStackHarness localStackHarness;
  private final Account account;
  private final Path clone;
  private final Page page;
  private final Workplace work;

  AwsPageIT(@TempDir Path temp) throws Exception {
    this.temp = temp;
    Workplace.requireTools();
    localStackHarness = new LocalStackHarness(temp);
    account = new Account(localStackHarness);
    clone = Clone.in(temp.resolve("surgetank")).folder();
    page = Page.read(Repository.root().resolve("docs/aws/deploying.md"));
    work = Workplace.at(clone, temp.resolve("bin"), account);
  }

  @BeforeEach
  void make_the_zip_as_it_is_written() throws Exception {
    account.handle("sqs", new Forward(localStackHarness::sqs));
    try (var session = work.session()) {
      for (String block : page.blocks("The zip")) session.run(block);
    }
    assertThat(clone.resolve("surgetank-aws.zip")).exists();
  }

  @AfterEach
  void end() {
    localStackHarness.close();
    account.close();
  }

  @Test
  void cloudformation_as_it_is_written() throws Exception {
    deployed_and_removed(page.blocks("CloudFormation"));
  }

  @Test
  void serverless_as_it_is_written() throws Exception {
    work.withQuickServerless();

    deployed_and_removed(page.blocks("Serverless Framework"));
  }

  private void deployed_and_removed(List<String> blocks) throws Exception {
    assertThat(blocks).hasSize(2);
    try (var session = work.session()) {
      assertThatTheOrderIsProcessed(session.run(blocks.get(0)));
      session.run(blocks.get(1));
    }
    assertThat(account.stacks()).isEmpty();
    assertThat(account.buckets().names()).isEmpty();
    assertThat(account.secrets()).isEmpty();
    assertThat(account.notKnown()).isEmpty();
  }

  @Test
  void terraform_as_it_is_written() throws Exception {
    Path cloud = provider();
    List<String> blocks = page.blocks("Terraform");
    assertThat(blocks).hasSize(3);
    try (var session = work.session()) {
      session.run(blocks.get(0));
      assertThatTheOrderIsProcessed(session.run(blocks.get(1)));
      session.run(blocks.get(2));
    }
    assertThat(resources(cloud)).isEmpty();
    assertThat(account.parameters()).isEmpty();
    assertThat(account.notKnown()).isEmpty();
  }

  private void assertThatTheOrderIsProcessed(String printed) throws Exception {
    Matcher accepted = ACCEPTED.matcher(printed);
    assertThat(accepted.find()).as(printed).isTrue();
    assertThat(localStackHarness.deployed().ended(accepted.group(1)).path("status").asString())
        .isEqualTo("PROCESSED");
  }

  /// The stand-in for the provider keeps its resources in a folder: the account reads buckets from
  /// there, and the deployment starts on the first request.
  private Path provider() throws IOException {
    var environment = Tofu.environment(temp, Tofu.NEW);
    environment.forEach(work::with);
    work.with("STANDIN_API", account.endpoint());
    work.tool("terraform", "echo yes | exec \"$TOFU\" \"$@\"");
    Path cloud = temp.resolve("cloud");
    account.handle("dynamodb", new Locks());
    account.watch(asked -> {
      if (asked.service().equals("s3")) learnBuckets(cloud);
    });
    account.handle(Account.UNSIGNED, new Forward(() -> localStackHarness.running(this::applied)));
    return cloud;
  }

  private void learnBuckets(Path cloud) {
    for (Path resource : resources(cloud))
      if (resource.toString().contains("/aws_s3_bucket.")) {
        String name = JsonMapper.shared().readTree(resource).at("/state/bucket").asString();
        if (!account.buckets().names().contains(name))
          try {
            account.buckets().make(name);
          } catch (Refusal refusal) {
            throw new IllegalStateException(refusal);
          }
      }
  }

  /// The stack that was applied, according to the state in the account.
  private Stack applied() {
    try {
      String state = work.ok("cd aws/terraform/app && terraform show -json 2>&1");
      return Standing.read(JsonMapper.shared().readTree(state));
    } catch (Exception unread) {
      throw new IllegalStateException(unread);
    }
  }

  private static List<Path> resources(Path cloud) {
    if (!Files.exists(cloud)) return List.of();
    try (Stream<Path> resources = Files.list(cloud)) {
      return resources.toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
